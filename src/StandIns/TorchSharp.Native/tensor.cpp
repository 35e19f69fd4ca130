// Lifetime, properties, memory, conversion and copies of a tensor.
#include "shim.h"

EXPORT void at_free(Handle a) { delete a; }

EXPORT int64_t at_dim(Handle a) { return a->dim(); }
EXPORT int64_t at_numel(Handle a) { return a->numel(); }
EXPORT int64_t at_element_size(Handle a) { return a->element_size(); }
EXPORT int8_t at_dtype(Handle a) { return static_cast<int8_t>(a->scalar_type()); }
VALUE(int, device_type, (Handle a), 0, static_cast<int>(a->device().type()))
VALUE(int, device_index, (Handle a), -1, a->device().index())
EXPORT Flag at_requires_grad(Handle a) { return a->requires_grad(); }
EXPORT Flag at_is_leaf(Handle a) { return a->is_leaf(); }
EXPORT Flag at_is_sparse(Handle a) { return a->is_sparse(); }
VALUE(Flag, is_contiguous, (Handle a), false, a->is_contiguous())
VALUE(int64_t, storage_offset, (Handle a), -1, a->storage_offset())
ACTION(size, (Handle a, int64_t dim, int64_t* result), *result = a->size(dim))
ACTION(stride, (Handle a, int64_t dim, int64_t* result), *result = a->stride(dim))
ACTION(sizes, (Handle a, int64_t* result), std::copy(a->sizes().begin(), a->sizes().end(), result))
ACTION(strides, (Handle a, int64_t* result), std::copy(a->strides().begin(), a->strides().end(), result))
VALUE(void*, data, (Handle a), nullptr, a->data_ptr())

ACTION(set_requires_grad, (Handle a, Flag value), a->set_requires_grad(value))
ACTION(retain_grad, (Handle a), a->retain_grad())
// A missing gradient is a null handle and no error.
EXPORT int at_grad(Handle a, Handle* result) {
    *result = nullptr;
    return run([&] {
        if (a->grad().defined()) *result = new at::Tensor(a->grad());
    });
}
ACTION(set_grad, (Handle a, Handle grad), a->mutable_grad() = grad ? *grad : at::Tensor())

VALUE(Flag, has_names, (Handle a), false, a->has_names())
// Symbols live as long as the process.
ACTION(name, (Handle a, int64_t dim, const char** result), *result = a->names().at(dim).symbol().toUnqualString())
ACTION(rename_, (Handle a, const char** names, int count), {
    std::vector<at::Dimname> list;
    for (int i = 0; i < count; i++)
        list.push_back(std::strcmp(names[i], "*") ? at::Dimname::fromSymbol(at::Symbol::dimname(names[i])) : at::Dimname::wildcard());
    a->rename_(count ? optional<at::DimnameList>(list) : optional<at::DimnameList>());
})

// A second handle to the same tensor, graph and all.
TENSOR(alias, (Handle a), *a)
TENSOR(clone, (Handle a), a->clone())
TENSOR(contiguous, (Handle a), a->contiguous())
TENSOR(detach, (Handle a), a->detach())
ACTION(detach_, (Handle a), a->detach_())
TENSOR(pin_memory, (Handle a), a->pin_memory())
ACTION(set_, (Handle a, Handle source), a->set_(*source))
ACTION(copy_, (Handle a, Handle source, Flag non_blocking), a->copy_(*source, non_blocking))
TENSOR(to_type, (Handle a, int8_t type, Flag non_blocking, Flag copy), a->to(static_cast<at::ScalarType>(type), non_blocking, copy))
TENSOR(to_device, (Handle a, int device, int index, Flag non_blocking, Flag copy),
    a->to(a->options().device(device_of(device, index)), non_blocking, copy))
TENSOR(to_device_type, (Handle a, int8_t type, int device, int index, Flag non_blocking, Flag copy),
    a->to(device_of(device, index), static_cast<at::ScalarType>(type), non_blocking, copy))

static Number number(const at::Scalar& value) {
    if (value.isBoolean()) return {Number::Boolean, value.toBool()};
    if (value.isIntegral(false)) return {Number::Integer, value.toLong()};
    double real = value.toDouble();
    Number result{Number::Real, 0};
    std::memcpy(&result.bits, &real, sizeof real);
    return result;
}
ACTION(item, (Handle a, Number* result), *result = number(a->item()))
VALUE(Flag, is_nonzero, (Handle a), false, a->is_nonzero())
