using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Data;

namespace SafetyML.Saving;

/// <summary>
/// What our transformers save: a chain of ML.NET's own transformers around one custom mapping of ours. The state travels as text in a value
/// mapping, because ML.NET opens its model format to its own assemblies only. Such a chain loads with nothing registered and runs row by row.
/// </summary>
internal static class SavedChain
{
    /// <summary>Builds the chain.</summary>
    /// <param name="catalog">Makes the parts.</param>
    /// <param name="state">The state, as text.</param>
    /// <param name="inputs">The fixed name of each column that the mapping reads and the user's; null stands for empty text.</param>
    /// <param name="mapping">Our part: reads the fixed inputs and <see cref="SavedColumns.State"/>, writes the fixed outputs.</param>
    /// <param name="outputs">The fixed name of each column that is written and the user's; null stands for one that is not wanted.</param>
    /// <param name="after">Parts of ML.NET that make further fixed columns from those that the mapping writes.</param>
    public static ICanSaveModel Build(
        TransformsCatalog catalog,
        string state,
        IReadOnlyList<(string Fixed, string? User)> inputs,
        IEstimator<ITransformer> mapping,
        IReadOnlyList<(string Fixed, string? User)> outputs,
        params IReadOnlyList<IEstimator<ITransformer>> after)
    {
        KeyValuePair<int, string>[] states = [new(0, state)];
        List<IEstimator<ITransformer>> parts =
        [
            catalog.CustomMapping<NoColumns, StateKey>(StateKeyMapping.Map, StateKeyMapping.Contract),
            .. inputs.Select(input => catalog.CopyColumns(input.Fixed, input.User ?? SavedColumns.Empty)),
            catalog.Conversion.MapValue(SavedColumns.State, states, SavedColumns.Key),
            mapping,
            .. after,
            .. outputs.Where(output => output.User is not null).Select(output => catalog.CopyColumns(output.User, output.Fixed)),
            catalog.DropColumns(
                [SavedColumns.Key, SavedColumns.Empty, SavedColumns.State, .. inputs.Select(input => input.Fixed), .. outputs.Select(output => output.Fixed)]),
        ];
        IDataView view = new TextTable([.. inputs.Select(input => input.User).OfType<string>().Distinct().Select(name => (name, (IReadOnlyList<string>)[]))]);
        List<ITransformer> transformers = [];
        foreach (var part in parts)
        {
            transformers.Add(part.Fit(view));
            view = transformers[^1].Transform(view);
        }
        return new TransformerChain<ITransformer>([.. transformers]);
    }

    /// <summary>The state of a loaded chain whose own part is a <typeparamref name="TMapping"/>; null for any other chain.</summary>
    public static string? StateOf<TMapping>(TransformerChain<ITransformer> chain)
        where TMapping : ITransformer
    {
        if (!chain.Any(part => part is TMapping) || chain.OfType<ValueMappingTransformer>().FirstOrDefault() is not { } holder)
            return null;
        var view = holder.Transform(new MLContext().Data.LoadFromEnumerable([new StateKey()]));
        return ColumnReader.ReadText(view, view.Schema[SavedColumns.State]).Single()[0];
    }
}
