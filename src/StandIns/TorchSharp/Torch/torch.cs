using System.Runtime.InteropServices;
using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

/// <summary>The functions, types and settings of PyTorch under their PyTorch names.</summary>
public static partial class torch
{
    private static ScalarType s_defaultType = ScalarType.Float32;
    private static Device s_defaultDevice = new(DeviceType.CPU);

    /// <summary>The version of the libtorch that the native part was compiled for.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(at_version())!;

    /// <summary>A scope that owns the tensors created on this thread until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>Runs an expression in a scope of its own that only its result leaves.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using DisposeScope scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>Throws the last error of libtorch on this thread, if there was one.</summary>
    public static void CheckForErrors()
    {
        nint message = at_last_error();
        if (message != 0)
            throw new ExternalException(Marshal.PtrToStringUTF8(message));
    }

    public static void set_default_dtype(ScalarType dtype) => s_defaultType = dtype;

    public static ScalarType get_default_dtype() => s_defaultType;

    public static void set_default_device(Device device) => s_defaultDevice = InitializeDevice(device);

    public static Device get_default_device() => s_defaultDevice;

    public static int get_num_threads() => at_get_num_threads();

    public static void set_num_threads(int num)
    {
        if (at_set_num_threads(num) != 0)
            CheckForErrors();
    }

    public static int get_num_interop_threads() => at_get_num_interop_threads();

    public static void set_num_interop_threads(int num)
    {
        if (at_set_num_interop_threads(num) != 0)
            CheckForErrors();
    }

    private static sbyte Optional(ScalarType? type) => type.HasValue ? (sbyte)type.Value : (sbyte)-1;

    // The handles for a call; the caller keeps the tensors alive.
    private static nint[] Handles(ReadOnlySpan<Tensor> tensors)
    {
        var result = new nint[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
            result[i] = tensors[i].Handle;
        return result;
    }

    private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : Handles(tensors as Tensor[] ?? [.. tensors]);
}
