using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column bound to a field or property of a class.</summary>
internal sealed class MemberColumn
{
    private readonly MemberInfo _member;

    private MemberColumn(MemberInfo member, SchemaDefinition.Column column)
    {
        _member = member;
        var name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        Definition = new DataViewSchema.DetachedColumn(name, column.ColumnType ?? InferredType(), column.Annotations);
        CheckType();
    }

    public DataViewSchema.DetachedColumn Definition { get; }

    public string Name => Definition.Name;

    public string MemberName => _member.Name;

    public Type MemberType => TypeOf(_member);

    /// <summary>The columns of a class by a definition, or by the members that can be used in this direction.</summary>
    public static MemberColumn[] Of(Type type, SchemaDefinition definition, SchemaDefinition.Direction direction)
        => [.. (definition ?? SchemaDefinition.Create(type, direction)).Select(column => new MemberColumn(Find(type, column.MemberName), column))];

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    public bool Accepts(DataViewType type)
    {
        var (item, isVector) = DataViewTypes.OfMember(MemberType);
        return isVector == type is VectorDataViewType && type.ItemOf().RawType == item;
    }

    public Func<TRow, TValue> Reader<TRow, TValue>()
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, _member), row).Compile();
    }

    public Action<TRow, TValue> Writer<TRow, TValue>()
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TValue));
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Expression.MakeMemberAccess(row, _member), value), row, value).Compile();
    }

    private static MemberInfo Find(Type type, string name)
        => type.GetField(name) ?? (MemberInfo)type.GetProperty(name)
            ?? throw new ArgumentOutOfRangeException("userSchemaDefinition", $"No field or property with name '{name}' found in type '{type.FullName}'");

    private DataViewType InferredType()
    {
        var (raw, isVector) = DataViewTypes.OfMember(MemberType);
        var item = DataViewTypes.FromRaw(raw);
        return isVector ? new VectorDataViewType(item) : item;
    }

    private void CheckType()
    {
        var (raw, isVector) = DataViewTypes.OfMember(MemberType);
        var wantsVector = Definition.Type is VectorDataViewType;
        Check.Param(
            isVector == wantsVector,
            "userSchemaDefinition",
            $"Column '{Name}' is supposed to be {Kind(wantsVector)}, but type of associated field '{_member.Name}' is {Kind(isVector)}");
        var expected = Definition.Type.ItemOf().RawType;
        Check.Param(expected == raw, "userSchemaDefinition", $"Column '{Name}' is supposed to have item type {expected}, but associated field has type {raw}");

        static string Kind(bool isVector) => isVector ? "vector" : "scalar";
    }
}
