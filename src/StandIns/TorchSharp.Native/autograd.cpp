// Backward passes. The autograd headers are heavy and needed only here.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>

using torch::autograd::variable_list;

ACTION(backward, (const Handle* roots, int count, const Handle* grads, int grad_count, Flag retain, Flag create, const Handle* inputs, int input_count),
    torch::autograd::backward(tensors(roots, count), tensors(grads, grad_count), retain, create, tensors(inputs, input_count)))

// Writes a handle per input; the gradient of an unused input is a null handle.
ACTION(grad_of, (const Handle* outputs, int count, const Handle* inputs, int input_count, const Handle* grads, int grad_count,
    Flag retain, Flag create, Flag allow_unused, Handle* result), {
    variable_list found = torch::autograd::grad(
        tensors(outputs, count), tensors(inputs, input_count), tensors(grads, grad_count), retain, create, allow_unused);
    for (size_t i = 0; i < found.size(); i++) result[i] = found[i].defined() ? new at::Tensor(found[i]) : nullptr;
})
