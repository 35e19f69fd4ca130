using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
public class AdamW : optim.Optimizer, optim.IBetas
{
    private readonly Options _defaults;
    private readonly Dictionary<Parameter, State> _states = new(ReferenceEqualityComparer.Instance);

    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        Check(lr >= 0, "learning rate", lr);
        Check(beta1 is >= 0 and < 1, "beta1", beta1);
        Check(beta2 is >= 0 and < 1, "beta2", beta2);
        Check(eps >= 0, "eps", eps);
        Check(weight_decay >= 0, "weight_decay", weight_decay);
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (ParamGroup group in parameters)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (_defaults.beta1!.Value, _defaults.beta2!.Value);
        set => (_defaults.beta1, _defaults.beta2) = value;
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        options.Complete(_defaults);
        options.InitialLearningRate = options.LearningRate!.Value;
        _parameter_groups.Add(param_group);
        foreach (Parameter parameter in param_group.Parameters)
            _states[parameter] = new State(parameter, options.amsgrad!.Value);
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using IDisposable recording = enable_grad();
            loss = closure();
        }
        using IDisposable mode = no_grad();
        foreach (Modules.ParamGroup group in _parameter_groups)
        {
            foreach (Parameter parameter in group.Parameters)
            {
                using DisposeScope scope = NewDisposeScope();
                if (parameter.grad is { } grad)
                    _states[parameter].Step(parameter, grad, (Options)group.Options!);
            }
        }
        return loss;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (State state in _states.Values)
            state.Dispose();
        _states.Clear();
    }

    private static void Check(bool valid, string name, double value)
    {
        if (!valid)
            throw new ArgumentException($"Invalid {name}: {value}");
    }

    /// <summary>The settings of a group; what is not set is that of the optimizer.</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;

        internal void Complete(Options other)
        {
            LearningRate ??= other.LearningRate;
            beta1 ??= other.beta1;
            beta2 ??= other.beta2;
            weight_decay ??= other.weight_decay;
            eps ??= other.eps;
            amsgrad ??= other.amsgrad;
            maximize ??= other.maximize;
        }
    }

    /// <summary>Parameters that share settings of AdamW.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            })
        {
        }

        public (double, double) Betas
        {
            get => (Options!.beta1!.Value, Options.beta2!.Value);
            set => (Options!.beta1, Options.beta2) = value;
        }
    }

    private sealed class State(Parameter parameter, bool amsgrad) : IDisposable
    {
        private readonly Tensor _mean = zeros_like(parameter).DetachFromDisposeScope();
        private readonly Tensor _square = zeros_like(parameter).DetachFromDisposeScope();
        private readonly Tensor? _largest = amsgrad ? zeros_like(parameter).DetachFromDisposeScope() : null;
        private long _step;

        public void Step(Parameter parameter, Tensor grad, Options options)
        {
            if (options.maximize!.Value)
                grad = -grad;
            _step++;
            double rate = options.LearningRate!.Value, beta1 = options.beta1!.Value, beta2 = options.beta2!.Value;
            parameter.mul_(1 - rate * options.weight_decay!.Value);
            _mean.mul_(beta1).add_(grad, alpha: 1 - beta1);
            _square.mul_(beta2).addcmul_(grad, grad, value: 1 - beta2);
            _largest?.copy_(maximum(_largest, _square));
            double correction1 = 1 - Math.Pow(beta1, _step), correction2 = 1 - Math.Pow(beta2, _step);
            Tensor denominator = ((_largest ?? _square).sqrt() / Math.Sqrt(correction2)).add_(options.eps!.Value);
            parameter.addcdiv_(_mean, denominator, value: -rate / correction1);
        }

        public void Dispose()
        {
            _mean.Dispose();
            _square.Dispose();
            _largest?.Dispose();
        }
    }
}
