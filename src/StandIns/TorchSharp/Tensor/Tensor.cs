using System.Runtime.InteropServices.Marshalling;
using TorchSharp.PInvoke;
using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An n-dimensional array of libtorch. It lives until it is disposed, by hand, by its scope, or by its finalizer.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public unsafe partial class Tensor : IDisposable
    {
        private static long s_totalCount;
        private static long s_peakCount;

        internal nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref s_totalCount);
            if (count > s_peakCount)
                s_peakCount = count;
            if (register)
                DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>The number of live tensors of the process.</summary>
        public static long TotalCount => s_totalCount;

        /// <summary>The highest number of live tensors so far.</summary>
        public static long PeakCount => s_peakCount;

        public string? name { get; set; }

        public bool IsInvalid => handle == 0;

        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Disposes the tensor; its memory is freed when no view or graph uses it any more.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint released = Interlocked.Exchange(ref handle, 0);
            if (released == 0)
                return;
            DisposeScopeManager.ThreadSingleton.Unregister(this);
            Interlocked.Decrement(ref s_totalCount);
            at_free(released);
        }

        /// <summary>Hands the tensor to the scope around the one that owns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of every scope.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope of another tensor.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null)
                other?.Attach(this);
            else
                OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        public override int GetHashCode() => base.GetHashCode();

        public override string ToString() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        // Gives the handle away: this object is empty from then on. As in the package, the total still counts it.
        internal nint TakeHandle()
        {
            nint taken = Handle;
            handle = 0;
            GC.SuppressFinalize(this);
            return taken;
        }

        private static void Check(int status)
        {
            if (status != 0)
                CheckForErrors();
        }

        // For operations in place: they return the tensor itself.
        private Tensor Done(int status)
        {
            Check(status);
            return this;
        }
    }
}
