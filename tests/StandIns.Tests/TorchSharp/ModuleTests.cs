using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class ModuleTests
{
    [Fact]
    public void NamedParameters_OfATree_AreDottedAndOwnOnesFirst()
    {
        using var module = new Block();

        Assert.Equal(["scale", "inner.weight", "inner.bias"], module.named_parameters().Select(pair => pair.name));
        Assert.Equal(["table"], module.named_buffers().Select(pair => pair.name));
        Assert.Equal(["inner", "drop"], module.named_children().Select(pair => pair.name));
    }

    [Fact]
    public void Call_RunsForwardAndHooks()
    {
        using var scope = NewDisposeScope();
        using var module = new Block();
        module.eval();
        module.register_forward_hook((_, input, output) => output * 10);

        Tensor output = module.call(ones(1, 2));

        // scale 2 times (1 + 1 + bias 0.5), then the hook
        Assert.Equal([50f, 50f], output.data<float>().ToArray());
    }

    [Fact]
    public void Train_AndEval_ReachEveryModule()
    {
        using var module = new Block();
        Assert.True(module.training);

        module.eval();

        Assert.All(module.modules(), below => Assert.False(below.training));
    }

    [Fact]
    public void StateDict_RoundTrip_CopiesValues()
    {
        using var scope = NewDisposeScope();
        using Block a = new(), b = new();
        using (no_grad())
            a.scale.fill_(9);

        b.load_state_dict(a.state_dict());

        Assert.Equal(["inner.bias", "inner.weight", "scale", "table"], a.state_dict().Keys.Order());
        Assert.Equal(9f, b.scale.item<float>());
    }

    [Fact]
    public void LoadStateDict_WithAMissingKey_IsRefusedWhenStrict()
    {
        using var scope = NewDisposeScope();
        using var module = new Block();
        Dictionary<string, Tensor> state = module.state_dict();
        state.Remove("scale");

        Assert.Throws<InvalidOperationException>(() => module.load_state_dict(state));
        (IList<string> missing, IList<string> unexpected) = module.load_state_dict(state, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Empty(unexpected);
    }

    [Fact]
    public void To_AnotherType_ReplacesParametersAndFields()
    {
        using var module = new Block();

        module.to(ScalarType.BFloat16);

        Assert.Equal(ScalarType.BFloat16, module.scale.dtype);
        Assert.True(module.scale.requires_grad);
        Assert.All(module.parameters(), parameter => Assert.Equal(ScalarType.BFloat16, parameter.dtype));
        Assert.Equal(ScalarType.Int64, module.get_buffer("table")!.dtype);
    }

    [Fact]
    public void Dispose_DisposesParametersAndBuffers()
    {
        var module = new Block();
        Parameter scale = module.scale;

        module.Dispose();

        Assert.True(scale.IsInvalid);
    }

    [Fact]
    public void RegisterModule_UnderATakenName_IsRefused()
    {
        using var module = new Block();
        using var other = nn.Linear(2, 2);

        Assert.Throws<InvalidOperationException>(() => module.register_module("inner", other));
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", other));
    }

    [Fact]
    public void Linear_NewWeights_AreWithinTheBoundOfTheInputSize()
    {
        using Linear layer = nn.Linear(16, 64);

        Assert.Equal([64, 16], layer.weight.shape);
        Assert.True(layer.weight.abs().max().item<float>() <= 0.2501f);
        Assert.True(layer.weight.std().item<float>() > 0.1f);
    }

    [Fact]
    public void Embedding_LooksRowsUp()
    {
        using var scope = NewDisposeScope();
        using Embedding layer = nn.Embedding_from_pretrained(arange(6, dtype: ScalarType.Float32).reshape(3, 2));

        Assert.Equal([4f, 5f, 0f, 1f], layer.call(tensor(new long[] { 2, 0 })).data<float>().ToArray());
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        public Parameter scale = new(full(1, 2f));
        private readonly Tensor table = arange(3);
        private readonly Linear inner = nn.Linear(new Parameter(ones(2, 2)), new Parameter(full(2, 0.5f)));
        private readonly Dropout drop = nn.Dropout(0.5);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input) => drop.call(inner.call(input)) * scale;
    }
}
