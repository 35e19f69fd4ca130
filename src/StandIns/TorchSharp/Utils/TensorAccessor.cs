using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU in row-major order, read and written where they are.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private T* _memory;
    private torch.Tensor? _tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
        _memory = (T*)tensor.Memory();
        _tensor = tensor;
    }

    public long Count { get; private set; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => *Address(indices);
        set => *Address(indices) = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        if (Count > 0 || _shape.Length > 1)
            CopyTo(result);
        return result;
    }

    /// <summary>A copy as an array of as many dimensions as the tensor.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length < 2)
            return ToArray();
        var result = Array.CreateInstance(typeof(T), _shape);
        var position = new long[_shape.Length];
        for (long i = 0; i < Count; i++)
        {
            long rest = i;
            for (int dim = _shape.Length - 1; dim >= 0; dim--)
                rest = Math.DivRem(rest, _shape[dim], out position[dim]);
            result.SetValue(_memory[Offset(i)], position);
        }
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on, as many as there is room for.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        int count = Room(target.Length, tensorIndex);
        if (_contiguous)
            new Span<T>(_memory + tensorIndex, count).CopyTo(target);
        else
            for (var i = 0; i < count; i++)
                target[i] = _memory[Offset(tensorIndex + i)];
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Writes elements from <paramref name="tensorIndex"/> on, as many as there are or fit.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = Room(source.Length, tensorIndex);
        for (var i = 0; i < count; i++)
            _memory[Offset(tensorIndex + i)] = source[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Count = 0;
        _memory = null;
        _tensor = null;
    }

    private T At(long index) => _memory[Offset(index)];

    private int Room(int length, long start)
    {
        if (start < 0 || start >= Count)
            throw new ArgumentOutOfRangeException("startingIndex");
        return (int)Math.Min(length, Count - start);
    }

    private T* Address(long[] indices)
    {
        if (indices.Length != 1)
            return _memory + Offset(indices);
        if (indices[0] < 0)
            throw new ArgumentOutOfRangeException($"{indices[0]} in a collection of {Count} elements.");
        if (indices[0] >= Count)
            throw new IndexOutOfRangeException();
        return _memory + Offset(indices[0]);
    }

    private long Offset(long[] indices)
    {
        long offset = 0;
        for (int dim = _shape.Length - 1; dim >= 0; dim--)
        {
            if (indices[dim] < 0 || indices[dim] >= _shape[dim])
                throw new IndexOutOfRangeException($"{indices[dim]} >= {_shape[dim]} in dimension {dim}.");
            offset += indices[dim] * _strides[dim];
        }
        return offset;
    }

    private long Offset(long index)
    {
        if (_contiguous)
            return index;
        long offset = 0;
        for (int dim = _shape.Length - 1; dim >= 0; dim--)
        {
            index = Math.DivRem(index, _shape[dim], out long position);
            offset += position * _strides[dim];
        }
        return offset;
    }
}
