// New tensors: filled, counted, random, or copied from memory of the caller.
#include "shim.h"

#define SHAPE const int64_t* size, int rank, int8_t type, int device, int index
#define OPTIONS options(type, device, index)

TENSOR(empty, (SHAPE), at::empty(ints(size, rank), OPTIONS))
TENSOR(zeros, (SHAPE), at::zeros(ints(size, rank), OPTIONS))
TENSOR(ones, (SHAPE), at::ones(ints(size, rank), OPTIONS))
TENSOR(full, (SHAPE, Number value), at::full(ints(size, rank), value.scalar(), OPTIONS))
TENSOR(eye, (int64_t rows, int64_t columns, int8_t type, int device, int index), at::eye(rows, columns, OPTIONS))
TENSOR(arange, (Number start, Number stop, Number step, int8_t type, int device, int index),
    at::arange(start.scalar(), stop.scalar(), step.scalar(), OPTIONS))
TENSOR(linspace, (double start, double stop, int64_t steps, int8_t type, int device, int index),
    at::linspace(start, stop, steps, OPTIONS))

using Random = at::Generator*;
static optional<at::Generator> maybe(Random random) {
    return random ? optional<at::Generator>(*random) : optional<at::Generator>();
}
TENSOR(rand, (SHAPE, Random random), at::rand(ints(size, rank), maybe(random), OPTIONS))
TENSOR(randn, (SHAPE, Random random), at::randn(ints(size, rank), maybe(random), OPTIONS))
TENSOR(randint, (int64_t low, int64_t high, SHAPE, Random random), at::randint(low, high, ints(size, rank), maybe(random), OPTIONS))
TENSOR(randperm, (int64_t n, int8_t type, int device, int index, Random random), at::randperm(n, maybe(random), OPTIONS))
TENSOR(bernoulli, (Handle a, Random random), a->bernoulli(maybe(random)))
TENSOR(multinomial, (Handle a, int64_t count, Flag replacement, Random random), a->multinomial(count, replacement, maybe(random)))
ACTION(bernoulli_, (Handle a, double p, Random random), a->bernoulli_(p, maybe(random)))
ACTION(normal_, (Handle a, double mean, double deviation, Random random), a->normal_(mean, deviation, maybe(random)))
ACTION(uniform_, (Handle a, double from, double to, Random random), a->uniform_(from, to, maybe(random)))
ACTION(exponential_, (Handle a, double lambda, Random random), a->exponential_(lambda, maybe(random)))

#define LIKE Handle a, int8_t type, int device, int index
TENSOR(empty_like, (LIKE), at::empty_like(*a, OPTIONS))
TENSOR(zeros_like, (LIKE), at::zeros_like(*a, OPTIONS))
TENSOR(ones_like, (LIKE), at::ones_like(*a, OPTIONS))
TENSOR(full_like, (LIKE, Number value), at::full_like(*a, value.scalar(), OPTIONS))
TENSOR(rand_like, (LIKE), at::rand_like(*a, OPTIONS))
TENSOR(randn_like, (LIKE), at::randn_like(*a, OPTIONS))

TENSOR(from_copy, (const void* data, int8_t data_type, SHAPE),
    at::from_blob(const_cast<void*>(data), ints(size, rank), at::TensorOptions().dtype(static_cast<at::ScalarType>(data_type)))
        .to(OPTIONS, /*non_blocking=*/false, /*copy=*/true))
