using TorchSharp.PInvoke;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index expression: a position, a slice, a new dimension, an ellipsis, a truth value, or a tensor of positions.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Single,
            Null,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        public static TensorIndex Ellipsis = new() { _kind = Kind.Ellipsis };
        public static TensorIndex None = new() { _kind = Kind.None };
        public static TensorIndex Null = new() { _kind = Kind.Null };
        public static TensorIndex Colon = Slice();

        private Kind _kind;
        private long? _start;
        private long? _stop;
        private long? _step;
        private Tensor? _tensor;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { _kind = Kind.Slice, _start = start, _stop = stop, _step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Bool(bool value) => new() { _kind = Kind.Bool, _start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { _kind = Kind.Single, _start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { _kind = Kind.Tensor, _tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        // Never called: it makes TensorIndex the better choice where both it and a Tensor would do.
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        internal readonly NativeIndex ToNative() => new()
        {
            Kind = (int)_kind,
            Has = (_start.HasValue ? 1 : 0) | (_stop.HasValue ? 2 : 0) | (_step.HasValue ? 4 : 0),
            Start = _start.GetValueOrDefault(),
            Stop = _stop.GetValueOrDefault(),
            Step = _step.GetValueOrDefault(),
            Tensor = _tensor is null ? 0 : _tensor.Handle,
        };
    }
}
