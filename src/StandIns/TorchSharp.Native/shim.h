// What every file of the shim shares: handles, error transport, and the macros that keep bindings to one line each.
#pragma once

#include <ATen/ATen.h>
#include <torch/version.h>

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

// libtorch had an optional of its own until 2.2.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
using std::optional;
#else
using c10::optional;
#endif

// A tensor is owned by the managed side as a pointer to a heap-allocated at::Tensor.
using Handle = at::Tensor*;

// A truth value as it crosses the boundary. Not a plain integer: libtorch has overloads for those.
struct Flag {
    int32_t value;

    Flag(bool truth) : value(truth) {}
    operator bool() const { return value != 0; }
};

// A scalar as it crosses the boundary; the layout is that of NativeScalar on the managed side.
struct Number {
    enum Kind : int64_t { None = 0, Integer = 1, Real = 2, Boolean = 3 };
    int64_t kind;
    int64_t bits;

    at::Scalar scalar() const {
        if (kind == Real) {
            double value;
            std::memcpy(&value, &bits, sizeof value);
            return at::Scalar(value);
        }
        return kind == Boolean ? at::Scalar(bits != 0) : at::Scalar(bits);
    }
    operator at::Scalar() const { return scalar(); }
    optional<at::Scalar> maybe() const { return kind == None ? optional<at::Scalar>() : scalar(); }
};

// Keeps the message of the exception in flight for the calling thread.
void remember_error() noexcept;

template <class F>
Handle make(F&& body) noexcept {
    try {
        at::Tensor result = body();
        return new at::Tensor(std::move(result));
    } catch (...) {
        remember_error();
        return nullptr;
    }
}

template <class F>
int run(F&& body) noexcept {
    try {
        body();
        return 0;
    } catch (...) {
        remember_error();
        return 1;
    }
}

template <class F>
int make2(Handle* first, Handle* second, F&& body) noexcept {
    *first = *second = nullptr;
    return run([&] {
        auto pair = body();
        *first = new at::Tensor(std::move(std::get<0>(pair)));
        *second = new at::Tensor(std::move(std::get<1>(pair)));
    });
}

inline optional<at::Tensor> maybe(Handle tensor) {
    return tensor ? optional<at::Tensor>(*tensor) : optional<at::Tensor>();
}
inline optional<int64_t> maybe(const int64_t* value) {
    return value ? optional<int64_t>(*value) : optional<int64_t>();
}
// Types are passed as their ScalarType number; a negative number means none.
inline optional<at::ScalarType> type_of(int8_t type) {
    return type < 0 ? optional<at::ScalarType>() : static_cast<at::ScalarType>(type);
}
inline at::Device device_of(int type, int index) {
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}
inline at::TensorOptions options(int8_t type, int device, int index) {
    return at::TensorOptions().dtype(static_cast<at::ScalarType>(type)).device(device_of(device, index));
}
inline at::IntArrayRef ints(const int64_t* values, int count) { return at::IntArrayRef(values, count); }
inline std::vector<at::Tensor> tensors(const Handle* handles, int count) {
    std::vector<at::Tensor> result;
    result.reserve(count);
    for (int i = 0; i < count; i++) result.push_back(handles[i] ? *handles[i] : at::Tensor());
    return result;
}

#define EXPORT extern "C" __attribute__((visibility("default")))
// A function that returns a new tensor, and one that changes its first argument.
#define TENSOR(name, parameters, expression) \
    EXPORT Handle at_##name parameters { return make([&]() -> at::Tensor { return expression; }); }
#define ACTION(name, parameters, statement) \
    EXPORT int at_##name parameters { return run([&] { statement; }); }
// A plain value; `otherwise` tells of an error.
#define VALUE(type, name, parameters, otherwise, expression) \
    EXPORT type at_##name parameters {                       \
        type result = otherwise;                             \
        run([&] { result = expression; });                   \
        return result;                                       \
    }
