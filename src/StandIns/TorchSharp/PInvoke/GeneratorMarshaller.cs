using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.PInvoke;

/// <summary>Passes a generator as its handle and keeps it alive for the call; none is the default generator.</summary>
[CustomMarshaller(typeof(torch.Generator), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class GeneratorMarshaller
{
    public struct In
    {
        private torch.Generator? _generator;

        public void FromManaged(torch.Generator? generator) => _generator = generator;

        public readonly nint ToUnmanaged() => _generator is null ? 0 : _generator.Handle;

        public readonly void OnInvoked() => GC.KeepAlive(_generator);

        public readonly void Free() { }
    }
}
