namespace SafetyML.LinearText;

/// <summary>Minimises a smooth function by the limited-memory BFGS method (Nocedal and Wright, algorithm 7.5) with a backtracking line search. Runs on one thread in a fixed order.</summary>
internal static class Lbfgs
{
    private const int Memory = 8;

    /// <summary>Value and gradient at a point.</summary>
    public delegate double Objective(double[] point, double[] gradient);

    /// <summary>Moves <paramref name="point"/> to the minimum; stops when the gradient's length falls below <paramref name="tolerance"/> of its first one.</summary>
    public static double Minimize(Objective objective, double[] point, int iterations, double tolerance)
    {
        var size = point.Length;
        var (gradient, next, nextGradient, direction) = (new double[size], new double[size], new double[size], new double[size]);
        var history = new Queue<(double[] S, double[] Y, double Rho)>();
        var value = objective(point, gradient);
        var target = tolerance * Math.Max(1e-12, Length(gradient));
        for (var iteration = 0; iteration < iterations && Length(gradient) > target; iteration++)
        {
            Direction(gradient, history, direction);
            var slope = Dot(gradient, direction);
            var step = history.Count == 0 ? Math.Min(1, 1 / Length(gradient)) : 1.0;
            var nextValue = Step(objective, point, direction, step, value, slope, next, nextGradient);
            if (nextValue is not { } reached)
                break;
            Remember(history, point, next, gradient, nextGradient);
            value = reached;
            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
        }
        return value;
    }

    private static double? Step(Objective objective, double[] point, double[] direction, double step, double value, double slope, double[] next, double[] nextGradient)
    {
        for (var trial = 0; trial < 30; trial++, step *= 0.5)
        {
            for (var i = 0; i < point.Length; i++)
                next[i] = point[i] + step * direction[i];
            var reached = objective(next, nextGradient);
            if (reached <= value + 1e-4 * step * slope)
                return reached;
        }
        return null;
    }

    private static void Remember(Queue<(double[] S, double[] Y, double Rho)> history, double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        var (s, y) = history.Count == Memory ? (history.Peek().S, history.Dequeue().Y) : (new double[point.Length], new double[point.Length]);
        for (var i = 0; i < point.Length; i++)
            (s[i], y[i]) = (next[i] - point[i], nextGradient[i] - gradient[i]);
        var curvature = Dot(s, y);
        if (curvature > 1e-12)
            history.Enqueue((s, y, 1 / curvature));
    }

    private static void Direction(double[] gradient, Queue<(double[] S, double[] Y, double Rho)> history, double[] direction)
    {
        var pairs = history.ToArray();
        var alphas = new double[pairs.Length];
        for (var i = 0; i < gradient.Length; i++)
            direction[i] = -gradient[i];
        for (var k = pairs.Length - 1; k >= 0; k--)
            AddScaled(direction, pairs[k].Y, -(alphas[k] = pairs[k].Rho * Dot(pairs[k].S, direction)));
        if (pairs.Length > 0)
        {
            var scale = 1 / (pairs[^1].Rho * Dot(pairs[^1].Y, pairs[^1].Y));
            for (var i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }
        for (var k = 0; k < pairs.Length; k++)
            AddScaled(direction, pairs[k].S, alphas[k] - pairs[k].Rho * Dot(pairs[k].Y, direction));
    }

    private static void AddScaled(double[] target, double[] source, double scale)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += scale * source[i];
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double Length(double[] a) => Math.Sqrt(Dot(a, a));
}
