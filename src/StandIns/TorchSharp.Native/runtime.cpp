// Errors, threads, random number generators, devices and gradient modes.
#include "shim.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>

#include <functional>

static thread_local std::string last_error;

void remember_error() noexcept {
    try {
        throw;
    } catch (const c10::Error& error) {
        last_error = error.what_without_backtrace();
    } catch (const std::exception& error) {
        last_error = error.what();
    } catch (...) {
        last_error = "libtorch threw something that is not an exception";
    }
}

// The message of the last failure, once; it stays valid until the next failure is asked for.
EXPORT const char* at_last_error() {
    static thread_local std::string told;
    if (last_error.empty()) return nullptr;
    told = std::move(last_error);
    last_error.clear();
    return told.c_str();
}
EXPORT const char* at_version() { return TORCH_VERSION; }

EXPORT int at_get_num_threads() { return at::get_num_threads(); }
ACTION(set_num_threads, (int count), at::set_num_threads(count))
EXPORT int at_get_num_interop_threads() { return at::get_num_interop_threads(); }
ACTION(set_num_interop_threads, (int count), at::set_num_interop_threads(count))

EXPORT Flag at_grad_enabled() { return at::GradMode::is_enabled(); }
EXPORT void at_set_grad_enabled(Flag enabled) { at::GradMode::set_enabled(enabled); }
EXPORT c10::InferenceMode* at_inference_guard(Flag enabled) { return new c10::InferenceMode(enabled); }
EXPORT void at_inference_guard_free(c10::InferenceMode* guard) { delete guard; }
EXPORT Flag at_inference_enabled() { return c10::InferenceMode::is_enabled(); }

VALUE(Flag, cuda_available, (), false, torch::cuda::is_available())
VALUE(Flag, cudnn_available, (), false, torch::cuda::cudnn_is_available())
VALUE(int, cuda_device_count, (), 0, static_cast<int>(torch::cuda::device_count()))
ACTION(cuda_synchronize, (int index), torch::cuda::synchronize(index))

ACTION(manual_seed, (int64_t seed), at::manual_seed(static_cast<uint64_t>(seed)))

using Random = at::Generator*;

static at::Generator new_generator(uint64_t seed, int device, int index) {
    at::Generator result = at::globalContext().defaultGenerator(device_of(device, index)).clone();
    result.set_current_seed(seed);
    return result;
}

static Random make_generator(const std::function<at::Generator()>& body) noexcept {
    Random result = nullptr;
    run([&] { result = new at::Generator(body()); });
    return result;
}

EXPORT Random at_generator(uint64_t seed, int device, int index) {
    return make_generator([&] { return new_generator(seed, device, index); });
}
EXPORT Random at_generator_default() {
    return make_generator([] { return at::globalContext().defaultGenerator(at::kCPU); });
}
EXPORT void at_generator_free(Random random) { delete random; }
EXPORT int64_t at_generator_seed(Random random) { return static_cast<int64_t>(random->current_seed()); }
ACTION(generator_set_seed, (Random random, int64_t seed), random->set_current_seed(static_cast<uint64_t>(seed)))
TENSOR(generator_get_state, (Random random), random->get_state())
ACTION(generator_set_state, (Random random, Handle state), random->set_state(*state))
