// Products of vectors, matrices and batches of them.
#include "shim.h"

TENSOR(matmul, (Handle a, Handle b), a->matmul(*b))
TENSOR(mm, (Handle a, Handle b), a->mm(*b))
TENSOR(bmm, (Handle a, Handle b), a->bmm(*b))
TENSOR(mv, (Handle a, Handle b), a->mv(*b))
TENSOR(dot, (Handle a, Handle b), a->dot(*b))
TENSOR(outer, (Handle a, Handle b), a->outer(*b))
TENSOR(addmm, (Handle a, Handle b, Handle c, double beta, double alpha), a->addmm(*b, *c, beta, alpha))
ACTION(addmm_, (Handle a, Handle b, Handle c, double beta, double alpha), a->addmm_(*b, *c, beta, alpha))
TENSOR(einsum, (const char* equation, const Handle* parts, int count), at::einsum(equation, tensors(parts, count)))
TENSOR(vector_norm, (Handle a, double order, const int64_t* dims, int count, Flag keep),
    at::linalg_vector_norm(*a, order, dims ? at::OptionalIntArrayRef(ints(dims, count)) : at::OptionalIntArrayRef(), keep))
