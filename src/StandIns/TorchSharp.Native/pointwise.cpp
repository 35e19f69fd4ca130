// Element by element: arithmetic, functions, comparisons, and their in-place forms.
#include "shim.h"

#define UNARY(op) TENSOR(op, (Handle a), a->op()) ACTION(op##_, (Handle a), a->op##_())
UNARY(abs) UNARY(exp) UNARY(log) UNARY(log1p) UNARY(sqrt) UNARY(rsqrt) UNARY(sin) UNARY(cos) UNARY(tanh) UNARY(sigmoid) UNARY(neg)
UNARY(reciprocal) UNARY(floor) UNARY(ceil) UNARY(trunc) UNARY(sign) UNARY(erf) UNARY(relu) UNARY(expm1) UNARY(log2) UNARY(log10)
UNARY(logical_not) UNARY(bitwise_not)
TENSOR(round, (Handle a, int64_t decimals), a->round(decimals)) ACTION(round_, (Handle a, int64_t decimals), a->round_(decimals))
TENSOR(silu, (Handle a), at::silu(*a)) ACTION(silu_, (Handle a), at::silu_(*a))
TENSOR(isnan, (Handle a), at::isnan(*a))
TENSOR(isinf, (Handle a), at::isinf(*a))
TENSOR(isfinite, (Handle a), at::isfinite(*a))

// With a tensor and with a number.
#define BINARY(op)                                                              \
    TENSOR(op, (Handle a, Handle b), a->op(*b))                                 \
    TENSOR(op##_number, (Handle a, Number b), a->op(b.scalar()))                \
    ACTION(op##_, (Handle a, Handle b), a->op##_(*b))                           \
    ACTION(op##_number_, (Handle a, Number b), a->op##_(b.scalar()))
BINARY(mul) BINARY(pow) BINARY(remainder)
BINARY(eq) BINARY(ne) BINARY(lt) BINARY(le) BINARY(gt) BINARY(ge)

#define SUM(op)                                                                                        \
    TENSOR(op, (Handle a, Handle b, Number alpha), a->op(*b, alpha.scalar()))                          \
    TENSOR(op##_number, (Handle a, Number b, Number alpha), a->op(b.scalar(), alpha.scalar()))         \
    ACTION(op##_, (Handle a, Handle b, Number alpha), a->op##_(*b, alpha.scalar()))                    \
    ACTION(op##_number_, (Handle a, Number b, Number alpha), a->op##_(b.scalar(), alpha.scalar()))
SUM(add) SUM(sub)

// `rounding` is null, "trunc" or "floor".
TENSOR(div, (Handle a, Handle b, const char* rounding), rounding ? a->div(*b, rounding) : a->div(*b))
TENSOR(div_number, (Handle a, Number b, const char* rounding), rounding ? a->div(b.scalar(), rounding) : a->div(b.scalar()))
ACTION(div_, (Handle a, Handle b, const char* rounding), rounding ? a->div_(*b, rounding) : a->div_(*b))
ACTION(div_number_, (Handle a, Number b, const char* rounding), rounding ? a->div_(b.scalar(), rounding) : a->div_(b.scalar()))
TENSOR(floor_divide, (Handle a, Handle b), a->floor_divide(*b))
TENSOR(floor_divide_number, (Handle a, Number b), a->floor_divide(b.scalar()))

#define PAIR(op) TENSOR(op, (Handle a, Handle b), a->op(*b)) ACTION(op##_, (Handle a, Handle b), a->op##_(*b))
PAIR(logical_and) PAIR(logical_or) PAIR(logical_xor) PAIR(bitwise_and) PAIR(bitwise_or) PAIR(bitwise_xor)
TENSOR(maximum, (Handle a, Handle b), at::maximum(*a, *b))
TENSOR(minimum, (Handle a, Handle b), at::minimum(*a, *b))

TENSOR(addcmul, (Handle a, Handle b, Handle c, Number value), a->addcmul(*b, *c, value.scalar()))
ACTION(addcmul_, (Handle a, Handle b, Handle c, Number value), a->addcmul_(*b, *c, value.scalar()))
TENSOR(addcdiv, (Handle a, Handle b, Handle c, Number value), a->addcdiv(*b, *c, value.scalar()))
ACTION(addcdiv_, (Handle a, Handle b, Handle c, Number value), a->addcdiv_(*b, *c, value.scalar()))
TENSOR(lerp, (Handle a, Handle end, Handle weight), a->lerp(*end, *weight))
ACTION(lerp_, (Handle a, Handle end, Handle weight), a->lerp_(*end, *weight))

TENSOR(clamp, (Handle a, Number min, Number max), a->clamp(min.maybe(), max.maybe()))
ACTION(clamp_, (Handle a, Number min, Number max), a->clamp_(min.maybe(), max.maybe()))
TENSOR(clamp_tensor, (Handle a, Handle min, Handle max), a->clamp(maybe(min), maybe(max)))
ACTION(clamp_tensor_, (Handle a, Handle min, Handle max), a->clamp_(maybe(min), maybe(max)))

TENSOR(zero_, (Handle a), a->zero_())
ACTION(fill_, (Handle a, Number value), a->fill_(value.scalar()))
TENSOR(where, (Handle condition, Handle a, Handle b), at::where(*condition, *a, *b))
TENSOR(masked_fill, (Handle a, Handle mask, Number value), a->masked_fill(*mask, value.scalar()))
ACTION(masked_fill_, (Handle a, Handle mask, Number value), a->masked_fill_(*mask, value.scalar()))
VALUE(int, allclose, (Handle a, Handle b, double relative, double absolute, Flag equal_nan), -1, at::allclose(*a, *b, relative, absolute, equal_nan))
VALUE(int, equal, (Handle a, Handle b), -1, at::equal(*a, *b))
TENSOR(isclose, (Handle a, Handle b, double relative, double absolute, Flag equal_nan), at::isclose(*a, *b, relative, absolute, equal_nan))
