using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.PInvoke;

/// <summary>Passes a scalar by value; none is a value of its own.</summary>
[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static NativeScalar ConvertToUnmanaged(Scalar? scalar) => scalar is null ? default : scalar.Value;
}
