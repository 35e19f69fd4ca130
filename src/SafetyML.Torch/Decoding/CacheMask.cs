using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>Which columns of a <see cref="KeyValueCache"/> each beam sees: its prompt and its own past, within a sliding window if there is one.</summary>
internal sealed class CacheMask : IDisposable
{
    private readonly Tensor mask;       // (prompts, beams, columns) float32, 0 or -infinity
    private readonly Tensor own;        // (1, beams, beams): a beam sees the column that it adds, and no other beam's
    private readonly Tensor? positions; // (prompts, 1, columns), only with a window
    private readonly int? window;

    /// <param name="promptLengths">Tokens of each prompt; the longest is the number of prompt columns.</param>
    /// <param name="beams">Beams per prompt.</param>
    /// <param name="steps">Steps that there is room for.</param>
    /// <param name="window">Latest positions that a token sees, itself included; null for all.</param>
    /// <param name="device">Where the mask lies.</param>
    public CacheMask(IReadOnlyList<int> promptLengths, int beams, int steps, int? window, Device device)
    {
        using var scope = NewDisposeScope();
        this.window = window;
        int promptColumns = promptLengths.Max();
        long columns = promptColumns + ((long)beams * steps);
        var column = arange(columns, device: device).view(1, 1, -1);
        var lengths = tensor(promptLengths.Select(length => (long)length).ToArray(), device: device).view(-1, 1, 1);
        mask = zeros([promptLengths.Count, beams, columns], ScalarType.Float32, device).masked_fill_(column >= lengths, float.NegativeInfinity).DetachFromDisposeScope();
        own = zeros([1, beams, beams], ScalarType.Float32, device).masked_fill_(eye(beams, device: device) == 0, float.NegativeInfinity).DetachFromDisposeScope();
        if (window is not null)
        {
            var generated = lengths + (column - promptColumns).div(beams, RoundingMode.floor);
            positions = where(column < promptColumns, column, generated).DetachFromDisposeScope();
        }
    }

    /// <summary>The mask of the first prompts up to a column, (live, 1, beams, 1, columns).</summary>
    public Tensor Of(int live, long columns) => mask.narrow(0, 0, live).narrow(2, 0, columns).unsqueeze(1).unsqueeze(3);

    /// <summary>Lets every beam see its parent's past and its own new column, which follows the first <paramref name="columns"/>.</summary>
    public void BeginStep(int live, long columns, Tensor? parents)
    {
        using var scope = NewDisposeScope();
        long beams = own.shape[1];
        var rows = mask.narrow(0, 0, live);
        if (parents is not null)
        {
            var past = rows.narrow(2, 0, columns);                                                  // (live, beams, columns)
            past.copy_(past.reshape(-1, columns).index_select(0, parents).view(live, beams, columns));
        }
        rows.narrow(2, columns, beams).copy_(own.expand(live, beams, beams));
        if (positions is null)
            return;
        var at = positions.narrow(0, 0, live);
        rows.masked_fill_(at <= at.narrow(2, columns, 1) - window!.Value, float.NegativeInfinity);
    }

    /// <summary>Moves a prompt's row into another slot.</summary>
    public void Move(int from, int to)
    {
        using var scope = NewDisposeScope();
        mask.select(0, to).copy_(mask.select(0, from));
        positions?.select(0, to).copy_(positions.select(0, from));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mask.Dispose();
        own.Dispose();
        positions?.Dispose();
    }
}
