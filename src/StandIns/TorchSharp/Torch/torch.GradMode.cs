using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Operations on this thread record no graph until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => at_grad_enabled();

    /// <summary>Like <see cref="no_grad"/>, and the tensors made can never be part of a graph.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => at_inference_enabled();

    private sealed class GradMode : IDisposable
    {
        private readonly bool _previous = at_grad_enabled();

        public GradMode(bool enabled) => at_set_grad_enabled(enabled);

        public void Dispose() => at_set_grad_enabled(_previous);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = at_inference_guard(enabled);

        public void Dispose()
        {
            if (_guard != 0)
                at_inference_guard_free(_guard);
            _guard = 0;
        }
    }
}
