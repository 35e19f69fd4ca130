// Reading and writing by index, mask and position.
#include "shim.h"

#include <ATen/TensorIndexing.h>

#if TORCH_VERSION_MAJOR >= 2
using Bound = c10::SymInt;
static at::Tensor positions(const at::Tensor& index) { return index; }
#else
using Bound = int64_t;
// libtorch 1.13 takes no positions of 32 bits.
static at::Tensor positions(const at::Tensor& index) { return index.scalar_type() == at::kInt ? index.to(at::kLong) : index; }
#endif

// One entry of an index expression; the layout is that of NativeIndex on the managed side.
struct Index {
    enum Kind : int32_t { None, Single, Null, Ellipsis, Bool, TensorIndex, Slice };
    int32_t kind;
    int32_t has;  // bits: 1 start, 2 stop, 4 step
    int64_t start, stop, step;
    Handle tensor;
};

static std::vector<at::indexing::TensorIndex> indices_of(const Index* entries, int count) {
    namespace ix = at::indexing;
    std::vector<ix::TensorIndex> result;
    result.reserve(count);
    for (int i = 0; i < count; i++) {
        const Index& e = entries[i];
        auto part = [&](int bit, int64_t value) { return e.has & bit ? optional<Bound>(value) : optional<Bound>(); };
        switch (e.kind) {
            case Index::Single: result.emplace_back(e.start); break;
            case Index::Ellipsis: result.emplace_back(ix::Ellipsis); break;
            case Index::Bool: result.emplace_back(e.start != 0); break;
            case Index::TensorIndex: result.emplace_back(positions(*e.tensor)); break;
            case Index::Slice: result.emplace_back(ix::Slice(part(1, e.start), part(2, e.stop), part(4, e.step))); break;
            default: result.emplace_back(ix::None); break;
        }
    }
    return result;
}

TENSOR(index, (Handle a, const Index* entries, int count), a->index(indices_of(entries, count)))
ACTION(index_put_, (Handle a, const Index* entries, int count, Handle value), a->index_put_(indices_of(entries, count), *value))
ACTION(index_put_number_, (Handle a, const Index* entries, int count, Number value), a->index_put_(indices_of(entries, count), value.scalar()))
// Adding where positions repeat needs plain tensors as indices.
ACTION(index_accumulate_, (Handle a, const Handle* indices, int count, Handle value), {
    c10::List<optional<at::Tensor>> list;
    for (int i = 0; i < count; i++) list.push_back(positions(*indices[i]));
    a->index_put_(list, *value, true);
})

// One position per leading dimension.
static at::Tensor element(const at::Tensor& a, const int64_t* positions, int count) {
    at::Tensor result = a;
    for (int i = 0; i < count; i++) result = result.select(0, positions[i]);
    return result;
}
TENSOR(get, (Handle a, const int64_t* positions, int count), element(*a, positions, count))
ACTION(put, (Handle a, const int64_t* positions, int count, Handle value), element(*a, positions, count).copy_(*value))

TENSOR(index_select, (Handle a, int64_t dim, Handle index), a->index_select(dim, *index))
TENSOR(index_add, (Handle a, int64_t dim, Handle index, Handle source, Number alpha), a->index_add(dim, *index, *source, alpha.scalar()))
ACTION(index_add_, (Handle a, int64_t dim, Handle index, Handle source, Number alpha), a->index_add_(dim, *index, *source, alpha.scalar()))
TENSOR(index_copy, (Handle a, int64_t dim, Handle index, Handle source), a->index_copy(dim, *index, *source))
ACTION(index_copy_, (Handle a, int64_t dim, Handle index, Handle source), a->index_copy_(dim, *index, *source))
TENSOR(index_fill, (Handle a, int64_t dim, Handle index, Number value), a->index_fill(dim, *index, value.scalar()))
ACTION(index_fill_, (Handle a, int64_t dim, Handle index, Number value), a->index_fill_(dim, *index, value.scalar()))
TENSOR(gather, (Handle a, int64_t dim, Handle index), a->gather(dim, *index))
TENSOR(scatter, (Handle a, int64_t dim, Handle index, Handle source), a->scatter(dim, *index, *source))
ACTION(scatter_, (Handle a, int64_t dim, Handle index, Handle source), a->scatter_(dim, *index, *source))
TENSOR(scatter_add, (Handle a, int64_t dim, Handle index, Handle source), a->scatter_add(dim, *index, *source))
ACTION(scatter_add_, (Handle a, int64_t dim, Handle index, Handle source), a->scatter_add_(dim, *index, *source))
TENSOR(take, (Handle a, Handle index), a->take(*index))
TENSOR(masked_select, (Handle a, Handle mask), a->masked_select(*mask))
TENSOR(nonzero, (Handle a), a->nonzero())
TENSOR(searchsorted, (Handle sorted, Handle values, Flag int32, Flag right, Handle order),
    at::searchsorted(*sorted, *values, int32, right, {}, maybe(order)))
TENSOR(bucketize, (Handle a, Handle boundaries, Flag int32, Flag right), at::bucketize(*a, *boundaries, int32, right))
TENSOR(isin, (Handle a, Handle elements, Flag unique, Flag invert), at::isin(*a, *elements, unique, invert))
