using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>One entry of an index expression: <c>Index</c> in <c>indexing.cpp</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeIndex
{
    public int Kind;
    public int Has;
    public long Start;
    public long Stop;
    public long Step;
    public nint Tensor;
}
