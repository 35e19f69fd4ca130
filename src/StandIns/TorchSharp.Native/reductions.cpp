// Sums, extremes, order and everything else that folds or scans a dimension.
#include "shim.h"

TENSOR(sum_all, (Handle a, int8_t type), a->sum(type_of(type)))
TENSOR(sum, (Handle a, const int64_t* dims, int count, Flag keep, int8_t type), a->sum(ints(dims, count), keep, type_of(type)))
TENSOR(mean_all, (Handle a), a->mean())
TENSOR(mean, (Handle a, const int64_t* dims, int count, Flag keep, int8_t type), a->mean(ints(dims, count), keep, type_of(type)))
TENSOR(prod_all, (Handle a, int8_t type), a->prod(type_of(type)))
TENSOR(prod, (Handle a, int64_t dim, Flag keep, int8_t type), a->prod(dim, keep, type_of(type)))
TENSOR(std_all, (Handle a, Flag unbiased), a->std(unbiased))
TENSOR(std, (Handle a, const int64_t* dims, int count, Flag unbiased, Flag keep), a->std(ints(dims, count), bool(unbiased), bool(keep)))
TENSOR(var_all, (Handle a, Flag unbiased), a->var(unbiased))
TENSOR(var, (Handle a, const int64_t* dims, int count, Flag unbiased, Flag keep), a->var(ints(dims, count), bool(unbiased), bool(keep)))
TENSOR(norm_all, (Handle a, double p), a->norm(p))
TENSOR(norm, (Handle a, int64_t dim, Flag keep, double p), a->norm(p, {dim}, keep))
TENSOR(logsumexp, (Handle a, int64_t dim, Flag keep), a->logsumexp({dim}, keep))
TENSOR(cumsum, (Handle a, int64_t dim, int8_t type), a->cumsum(dim, type_of(type)))
TENSOR(cumprod, (Handle a, int64_t dim, int8_t type), a->cumprod(dim, type_of(type)))

TENSOR(max_all, (Handle a), a->max())
TENSOR(min_all, (Handle a), a->min())
EXPORT int at_max(Handle a, int64_t dim, Flag keep, Handle* values, Handle* indices) {
    return make2(values, indices, [&] { return a->max(dim, keep); });
}
EXPORT int at_min(Handle a, int64_t dim, Flag keep, Handle* values, Handle* indices) {
    return make2(values, indices, [&] { return a->min(dim, keep); });
}
TENSOR(amax, (Handle a, const int64_t* dims, int count, Flag keep), a->amax(ints(dims, count), keep))
TENSOR(amin, (Handle a, const int64_t* dims, int count, Flag keep), a->amin(ints(dims, count), keep))
TENSOR(argmax_all, (Handle a), a->argmax())
TENSOR(argmax, (Handle a, int64_t dim, Flag keep), a->argmax(dim, keep))
TENSOR(argmin_all, (Handle a), a->argmin())
TENSOR(argmin, (Handle a, int64_t dim, Flag keep), a->argmin(dim, keep))
TENSOR(all_all, (Handle a), a->all())
TENSOR(all, (Handle a, int64_t dim, Flag keep), a->all(dim, keep))
TENSOR(any_all, (Handle a), a->any())
TENSOR(any, (Handle a, int64_t dim, Flag keep), a->any(dim, keep))
TENSOR(count_nonzero, (Handle a, const int64_t* dims, int count), dims ? a->count_nonzero(ints(dims, count)) : a->count_nonzero())

EXPORT int at_topk(Handle a, int64_t k, int64_t dim, Flag largest, Flag sorted, Handle* values, Handle* indices) {
    return make2(values, indices, [&] { return a->topk(k, dim, largest, sorted); });
}
EXPORT int at_sort(Handle a, int64_t dim, Flag descending, Flag stable, Handle* values, Handle* indices) {
    return make2(values, indices, [&] { return a->sort(optional<bool>(stable), dim, descending); });
}
TENSOR(argsort, (Handle a, int64_t dim, Flag descending), a->argsort(dim, descending))

TENSOR(softmax, (Handle a, int64_t dim, int8_t type), a->softmax(dim, type_of(type)))
TENSOR(log_softmax, (Handle a, int64_t dim, int8_t type), a->log_softmax(dim, type_of(type)))
TENSOR(bincount, (Handle a, Handle weights, int64_t length), a->bincount(maybe(weights), length))
EXPORT int at_unique(Handle a, const int64_t* dim, Flag sorted, Flag inverse, Flag counts, Handle* values, Handle* positions, Handle* number) {
    *values = *positions = *number = nullptr;
    return run([&] {
        auto result = dim ? at::unique_dim(*a, *dim, sorted, inverse, counts) : at::_unique2(*a, sorted, inverse, counts);
        *values = new at::Tensor(std::get<0>(result));
        if (inverse) *positions = new at::Tensor(std::get<1>(result));
        if (counts) *number = new at::Tensor(std::get<2>(result));
    });
}
