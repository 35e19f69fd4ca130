using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class EnvironmentTests
{
    [Fact]
    public void Log_MessageOfAHost_NamesItsSource()
    {
        var ml = new MLContext();
        var events = new List<LoggingEventArgs>();
        ml.Log += (_, e) => events.Add(e);

        using (var channel = ((IHostEnvironment)ml).Register("Tuning").Start("Fit"))
        {
            channel.Info(MessageSensitivity.None, "step {0} of {1}", 2, 3);
            channel.Warning(MessageSensitivity.None, "slow");
        }

        var info = Assert.Single(events, e => e.Kind == ChannelMessageKind.Info);
        Assert.Equal("step 2 of 3", info.RawMessage);
        Assert.Equal("Tuning; Fit", info.Source);
        Assert.Equal("[Source=Tuning; Fit, Kind=Info] step 2 of 3", info.Message);
        Assert.Equal("slow", Assert.Single(events, e => e.Kind == ChannelMessageKind.Warning).RawMessage);
    }

    [Fact]
    public void Log_Channel_TracesItsStartAndEnd()
    {
        var ml = new MLContext();
        var traces = new List<string>();
        ml.Log += (_, e) => traces.Add(e.RawMessage);

        ((IHostEnvironment)ml).Start("Work").Dispose();

        Assert.Equal("Channel started", traces[0]);
        Assert.StartsWith("Channel finished. Elapsed ", traces[1], StringComparison.Ordinal);
        Assert.Equal("Channel disposed", traces[2]);
    }

    [Fact]
    public void Environment_OfACatalog_LogsToTheContext()
    {
        var ml = new MLContext();
        var messages = new List<string>();
        ml.Log += (_, e) => messages.Add(e.RawMessage);

        IHostEnvironment[] environments =
        [
            EnvironmentOf(ml.Transforms), EnvironmentOf(ml.Transforms.Conversion), EnvironmentOf(ml.Data), EnvironmentOf(ml.Model),
            EnvironmentOf(OwnerOf(ml.BinaryClassification.Trainers)),
        ];
        foreach (var environment in environments)
        {
            using var channel = environment.Start("Third party");
            channel.Info(MessageSensitivity.None, "here");
        }

        Assert.Equal(5, messages.Count(message => message == "here"));
    }

    [Fact]
    public void Rand_SameSeed_IsTheSame()
    {
        static int Draw(int seed) => ((IHostEnvironment)new MLContext(seed)).Register("Shuffle").Rand.Next();

        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    private static extern ref IHostEnvironment EnvironmentOf(TransformsCatalog catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    private static extern ref IHostEnvironment EnvironmentOf(TransformsCatalog.ConversionTransforms catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Owner")]
    private static extern TrainCatalogBase OwnerOf(TrainCatalogBase.CatalogInstantiatorBase trainers);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Environment")]
    private static extern IHostEnvironment EnvironmentOf(TrainCatalogBase catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    private static extern ref IHostEnvironment EnvironmentOf(DataOperationsCatalog catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    private static extern ref IHostEnvironment EnvironmentOf(ModelOperationsCatalog catalog);
}
