// Shape: views, joins and splits.
#include "shim.h"

TENSOR(view, (Handle a, const int64_t* size, int rank), a->view(ints(size, rank)))
TENSOR(reshape, (Handle a, const int64_t* size, int rank), a->reshape(ints(size, rank)))
TENSOR(expand, (Handle a, const int64_t* size, int rank, Flag is_implicit), a->expand(ints(size, rank), is_implicit))
TENSOR(repeat, (Handle a, const int64_t* times, int rank), a->repeat(ints(times, rank)))
TENSOR(permute, (Handle a, const int64_t* order, int rank), a->permute(ints(order, rank)))
TENSOR(flip, (Handle a, const int64_t* dims, int count), a->flip(ints(dims, count)))
TENSOR(as_strided, (Handle a, const int64_t* size, int rank, const int64_t* strides, int count, int64_t offset),
    a->as_strided(ints(size, rank), ints(strides, count), offset))
TENSOR(flatten, (Handle a, int64_t start, int64_t end), a->flatten(start, end))
TENSOR(unflatten, (Handle a, int64_t dim, const int64_t* size, int rank), a->unflatten(dim, ints(size, rank)))
TENSOR(squeeze_all, (Handle a), a->squeeze())
TENSOR(squeeze, (Handle a, int64_t dim), a->squeeze(dim))
TENSOR(unsqueeze, (Handle a, int64_t dim), a->unsqueeze(dim))
TENSOR(t, (Handle a), a->t())
TENSOR(transpose, (Handle a, int64_t first, int64_t second), a->transpose(first, second))
TENSOR(mT, (Handle a), a->mT())
TENSOR(narrow, (Handle a, int64_t dim, int64_t start, int64_t length), a->narrow(dim, start, length))
TENSOR(slice, (Handle a, int64_t dim, int64_t start, int64_t end, int64_t step), a->slice(dim, start, end, step))
TENSOR(select, (Handle a, int64_t dim, int64_t index), a->select(dim, index))
TENSOR(diagonal, (Handle a, int64_t offset, int64_t first, int64_t second), a->diagonal(offset, first, second))
TENSOR(tril, (Handle a, int64_t diagonal), a->tril(diagonal))
TENSOR(tril_, (Handle a, int64_t diagonal), a->tril_(diagonal))
TENSOR(triu, (Handle a, int64_t diagonal), a->triu(diagonal))
TENSOR(triu_, (Handle a, int64_t diagonal), a->triu_(diagonal))
TENSOR(repeat_interleave, (Handle a, int64_t repeats, const int64_t* dim, const int64_t* length), a->repeat_interleave(repeats, maybe(dim), maybe(length)))
TENSOR(repeat_interleave_tensor, (Handle a, Handle repeats, const int64_t* dim, const int64_t* length),
    a->repeat_interleave(*repeats, maybe(dim), maybe(length)))
TENSOR(roll, (Handle a, const int64_t* shifts, int count, const int64_t* dims, int dim_count), a->roll(ints(shifts, count), ints(dims, dim_count)))
TENSOR(movedim, (Handle a, const int64_t* from, int count, const int64_t* to, int to_count), a->movedim(ints(from, count), ints(to, to_count)))

TENSOR(cat, (const Handle* parts, int count, int64_t dim), at::cat(tensors(parts, count), dim))
TENSOR(stack, (const Handle* parts, int count, int64_t dim), at::stack(tensors(parts, count), dim))

// Splits return their number of parts and write at most `room` of them; a negative number is an error.
static int write(const std::vector<at::Tensor>& found, Handle* parts, int room) {
    TORCH_CHECK(static_cast<int>(found.size()) <= room, "more parts than room: ", found.size(), " > ", room);
    for (size_t i = 0; i < found.size(); i++) parts[i] = new at::Tensor(found[i]);
    return static_cast<int>(found.size());
}
VALUE(int, split, (Handle a, int64_t size, int64_t dim, Handle* parts, int room), -1, write(a->split(size, dim), parts, room))
VALUE(int, split_sizes, (Handle a, const int64_t* sizes, int count, int64_t dim, Handle* parts, int room), -1,
    write(a->split_with_sizes(ints(sizes, count), dim), parts, room))
VALUE(int, chunk, (Handle a, int64_t chunks, int64_t dim, Handle* parts, int room), -1, write(a->chunk(chunks, dim), parts, room))
VALUE(int, unbind, (Handle a, int64_t dim, Handle* parts, int room), -1, write(a->unbind(dim), parts, room))
