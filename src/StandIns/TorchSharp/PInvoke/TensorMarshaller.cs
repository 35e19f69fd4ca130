using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.PInvoke;

/// <summary>Passes a tensor as its handle and keeps it alive for the call; takes a returned handle over, or throws libtorch's error for none.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(TensorMarshaller))]
internal static class TensorMarshaller
{
    public static torch.Tensor ConvertToManaged(nint handle)
    {
        if (handle == 0)
            torch.CheckForErrors();
        return new torch.Tensor(handle);
    }

    public struct In
    {
        private torch.Tensor? _tensor;

        public void FromManaged(torch.Tensor? tensor) => _tensor = tensor;

        public readonly nint ToUnmanaged() => _tensor is null ? 0 : _tensor.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_tensor);

        public readonly void Free() { }
    }
}
