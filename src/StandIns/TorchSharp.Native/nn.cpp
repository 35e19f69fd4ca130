// Layers and losses as functions.
#include "shim.h"

TENSOR(linear, (Handle a, Handle weight, Handle bias), at::linear(*a, *weight, maybe(bias)))
TENSOR(embedding, (Handle weight, Handle ids, int64_t padding, Flag scale, Flag sparse), at::embedding(*weight, *ids, padding, scale, sparse))
TENSOR(dropout, (Handle a, double p, Flag training), at::dropout(*a, p, training))
ACTION(dropout_, (Handle a, double p, Flag training), at::dropout_(*a, p, training))
TENSOR(gelu, (Handle a, Flag approximate), at::gelu(*a, approximate ? "tanh" : "none"))
TENSOR(softplus, (Handle a, double beta, double threshold), at::softplus(*a, beta, threshold))
TENSOR(log_sigmoid, (Handle a), at::log_sigmoid(*a))
TENSOR(layer_norm, (Handle a, const int64_t* shape, int rank, Handle weight, Handle bias, double epsilon),
    at::layer_norm(*a, ints(shape, rank), maybe(weight), maybe(bias), epsilon))
TENSOR(one_hot, (Handle a, int64_t classes), at::one_hot(*a, classes))

// `reduction`: 0 none, 1 mean, 2 sum, as in at::Reduction.
TENSOR(cross_entropy, (Handle a, Handle target, Handle weight, int64_t ignored, int64_t reduction, double smoothing),
    at::cross_entropy_loss(*a, *target, maybe(weight), reduction, ignored, smoothing))
TENSOR(nll_loss, (Handle a, Handle target, Handle weight, int64_t reduction), at::nll_loss_nd(*a, *target, maybe(weight), reduction))
TENSOR(mse_loss, (Handle a, Handle target, int64_t reduction), at::mse_loss(*a, *target, reduction))
TENSOR(bce_with_logits, (Handle a, Handle target, Handle weight, Handle positive, int64_t reduction),
    at::binary_cross_entropy_with_logits(*a, *target, maybe(weight), maybe(positive), reduction))

#if TORCH_VERSION_MAJOR >= 2
TENSOR(scaled_dot_product_attention, (Handle query, Handle key, Handle value, Handle mask, double dropout, Flag causal),
    at::scaled_dot_product_attention(*query, *key, *value, maybe(mask), dropout, causal))
#else
// libtorch 1.13 keeps the function private and without today's meaning; this is its definition.
static at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, Handle mask, double dropout, bool causal) {
    TORCH_CHECK(!(mask && causal), "Explicit attn_mask should not be set when is_causal=True");
    at::Tensor scores = query.matmul(key.transpose(-2, -1)) / std::sqrt(static_cast<double>(query.size(-1)));  // (..., L, S)
    if (causal) {
        at::Tensor seen = at::ones({query.size(-2), key.size(-2)}, query.options().dtype(at::kBool)).tril();
        scores = scores.masked_fill(seen.logical_not(), -std::numeric_limits<double>::infinity());
    } else if (mask && mask->scalar_type() == at::kBool) {
        scores = scores.masked_fill(mask->logical_not(), -std::numeric_limits<double>::infinity());
    } else if (mask) {
        scores = scores + *mask;
    }
    return at::dropout(scores.softmax(-1), dropout, dropout > 0).matmul(value);
}
TENSOR(scaled_dot_product_attention, (Handle query, Handle key, Handle value, Handle mask, double dropout, Flag causal),
    attend(*query, *key, *value, mask, dropout, causal))
#endif
