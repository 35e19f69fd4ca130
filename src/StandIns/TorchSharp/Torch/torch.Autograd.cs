using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Backward passes over recorded graphs.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs; nothing is added to the leaves.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var found = new nint[inputs.Count];
            nint[] grads = Handles(grad_outputs);
            int status = at_grad_of(
                Handles(outputs), outputs.Count, Handles(inputs), inputs.Count, grads, grads.Length,
                retain_graph, create_graph, allow_unused, found);
            GC.KeepAlive((outputs, inputs, grad_outputs));
            if (status != 0)
                CheckForErrors();
            return Array.ConvertAll(found, handle => new Tensor(handle)).ToList();
        }

        /// <summary>Adds the gradients of tensors to the leaves of their graphs, or only to <paramref name="inputs"/>.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] grads = Handles(grad_tensors), leaves = Handles(inputs);
            int status = at_backward(Handles(tensors), tensors.Count, grads, grads.Length, retain_graph ?? create_graph, create_graph, leaves, leaves.Length);
            GC.KeepAlive((tensors, grad_tensors, inputs));
            if (status != 0)
                CheckForErrors();
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
