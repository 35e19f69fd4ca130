using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using SafetyML.Moderation;
using SafetyML.Tests.Support;
using Xunit;
using Answer = SafetyML.Tests.Moderation.ModerationServer.Answer;

namespace SafetyML.Tests.Moderation;

[Collection(nameof(LoadedEndpoint))]
public sealed class ModerationSecretTests : IDisposable
{
    private const string Reason = "ModerationUnscoredReason";
    private const string CacheVariable = "SAFETYML_MODERATION_CACHE";
    private readonly Moderating _moderating = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _moderating.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Transform_ServerThatEchoesTheKey_LeaksItNowhere()
    {
        List<string> texts = [];
        _moderating.Ml.Log += (_, message) => texts.Add(message.RawMessage);
        var echo = """{"error":{"message":"You sent {authorization}."}}""";
        _moderating.Server.Next(new Answer(400, echo));
        _moderating.Options = _moderating.Options with { CacheFolder = _folder.File("cache"), MaxParallelCalls = 1 };
        texts.AddRange(_moderating.Moderate("Good day.", "Good night.").Texts(Reason));
        _moderating.Server.Next(new Answer(401, echo));
        texts.Add(Assert.Throws<ModerationAccessException>(() => _moderating.Moderate("Good morning.").Texts(Reason)).ToString());
        texts.AddRange(Directory.GetFiles(_folder.File("cache")).Select(File.ReadAllText));
        texts.AddRange(SavedTexts());
        Assert.Equal("the server answered 400: You sent Bearer ***.", texts.Find(text => text.StartsWith("the server", StringComparison.Ordinal)));
        Assert.Contains(texts, text => text.Contains("1 of 2 rows have no score", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("sha256", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains(_moderating.KeyVariable, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(Moderating.Key, text));
    }

    [Fact]
    public void Transform_NoKey_SaysSoAndSendsNothing()
    {
        Environment.SetEnvironmentVariable(_moderating.KeyVariable, null);
        var view = _moderating.Moderate("Good day.");
        Assert.Equal(
            $"The environment variable {_moderating.KeyVariable} is not set. ModerateContent reads the key for '{_moderating.Server.Endpoint}' from it: "
            + "set it, or name another variable in ApiKeyVariable.",
            Assert.Throws<ModerationAccessException>(() => view.Texts(Reason)).Message);
        Assert.Empty(_moderating.Server.Requests);
        Environment.SetEnvironmentVariable(_moderating.KeyVariable, Moderating.Key);
        Assert.Equal([""], view.Texts(Reason));
    }

    [Theory]
    [InlineData("sk-very\nsecret")]
    [InlineData("sk-very secret")]
    [InlineData("sk-vérysecret")]
    public void Transform_KeyThatNoHeaderHolds_IsNotRepeated(string key)
    {
        Environment.SetEnvironmentVariable(_moderating.KeyVariable, key);
        var exception = Assert.Throws<ModerationAccessException>(() => _moderating.Moderate("Good day.").Texts(Reason));
        Assert.StartsWith($"The environment variable {_moderating.KeyVariable} holds a space, a line break or a letter outside ASCII", exception.Message);
        Assert.DoesNotContain("secret", exception.ToString());
    }

    [Theory]
    [InlineData("https://example.org/v1?api-key=sk-secret", "a query or fragment")]
    [InlineData("https://example.org/v1#sk-secret", "a query or fragment")]
    [InlineData("http://example.org/v1?api-key=sk-secret", "a query or fragment")]
    [InlineData("v1?api-key=sk-secret", "a query or fragment")]
    [InlineData("https://user:sk-secret@example.org/v1", "a user name or password")]
    [InlineData("http://sk-secret@example.org/v1", "a user name or password")]
    public void ModerateContent_KeyInTheEndpoint_IsRefusedAndNotRepeated(string endpoint, string excess)
    {
        var options = new ModerationOptions { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) };
        var exception = Assert.Throws<ArgumentException>(() => _moderating.Ml.Transforms.ModerateContent(options));
        Assert.StartsWith(
            $"Endpoint holds {excess}; give the address alone: the key comes from the environment variable that ApiKeyVariable names.", exception.Message);
        Assert.DoesNotContain("secret", exception.ToString());
    }

    [Fact]
    public void Parse_SavedEndpointWithAQuery_IsRefusedAndNotRepeated()
    {
        var options = new ModerationOptions { Endpoint = new Uri("https://example.org/v1?api-key=sk-secret") };
        var state = new ModerationState(new ModerationColumns("Answer", "Moderation"), options);
        var exception = Assert.Throws<InvalidDataException>(() => ModerationState.Parse(state.ToText()));
        Assert.StartsWith("The saved model cannot be restored: Endpoint holds a query or fragment; give the address alone: ", exception.Message);
        Assert.DoesNotContain("secret", exception.ToString());
    }

    [Theory]
    [InlineData("https://example.org/v1?api-key=sk-secret", "a query or fragment")]
    [InlineData("https://example.org/v1#sk-secret", "a query or fragment")]
    [InlineData("https://sk-secret@example.org/v1", "a user name or password")]
    public void OfLoaded_KeyInTheTrustedEndpoint_IsRefusedAndNotRepeated(string endpoint, string excess)
    {
        using var trusted = new LoadedEndpoint(new Uri(endpoint), _moderating.KeyVariable);
        var options = new ModerationOptions { Endpoint = new Uri("https://example.org/v1"), ApiKeyVariable = _moderating.KeyVariable };
        Assert.Equal(
            $"The environment variable SAFETYML_MODERATION_ENDPOINT holds {excess}. Set it to the address alone: the key comes from the environment variable "
            + "that SAFETYML_MODERATION_KEY_VARIABLE names.",
            Assert.Throws<ModerationAccessException>(ApiKey.OfLoaded(options)).Message);
    }

    [Fact]
    public void Load_ModelWithAnotherEndpoint_SendsNothingUnlessEndpointAndVariableAreTrusted()
    {
        var data = _moderating.Ml.Of(new Moderating.Row("Good day."));
        _moderating.Ml.Model.Save(_moderating.Ml.Transforms.ModerateContent(_moderating.Options).Fit(data), data.Schema, _folder.File("model.zip"));
        var loaded = _moderating.Ml.Model.Load(_folder.File("model.zip"), out _);
        var restored = _moderating.Ml.Safety().Restore(loaded);
        void Refuses(string consent)
        {
            var message = $"The loaded model would send texts and the key in {_moderating.KeyVariable} to '{_moderating.Server.Endpoint}'. "
                + $"Set the environment variable {consent} if that is what you want.";
            Assert.Equal(message, Assert.Throws<ModerationAccessException>(() => restored.Transform(data).Texts(Reason)).Message);
            Assert.Contains(message, Assert.ThrowsAny<Exception>(() => loaded.Transform(data).Texts(Reason)).ToString());
        }
        Refuses("SAFETYML_MODERATION_ENDPOINT to that address and SAFETYML_MODERATION_KEY_VARIABLE to the name of that variable");
        using (new LoadedEndpoint(_moderating.Server.Endpoint, null))
            Refuses("SAFETYML_MODERATION_KEY_VARIABLE to the name of that variable");
        using (new LoadedEndpoint(_moderating.Server.Endpoint, "OPENAI_API_KEY"))
            Refuses("SAFETYML_MODERATION_KEY_VARIABLE to the name of that variable");
        using (new LoadedEndpoint(new Uri("https://example.org/v1"), _moderating.KeyVariable))
            Refuses("SAFETYML_MODERATION_ENDPOINT to that address");
        Assert.Empty(_moderating.Server.Requests);
        using var trusted = new LoadedEndpoint(_moderating.Server.Endpoint, _moderating.KeyVariable);
        Assert.Equal([""], loaded.Transform(data).Texts(Reason));
        Assert.Equal([""], restored.Transform(data).Texts(Reason));
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "SOME_OTHER_SECRET", "SAFETYML_MODERATION_KEY_VARIABLE to the name of that variable")]
    [InlineData(
        "https://example.org/v1",
        "OPENAI_API_KEY",
        "SAFETYML_MODERATION_ENDPOINT to that address and SAFETYML_MODERATION_KEY_VARIABLE to the name of that variable")]
    public void OfLoaded_AnotherEndpointOrVariable_AsksForConsent(string endpoint, string variable, string consent)
    {
        var readKey = ApiKey.OfLoaded(new ModerationOptions { Endpoint = new Uri(endpoint), ApiKeyVariable = variable });
        Assert.Equal(
            $"The loaded model would send texts and the key in {variable} to '{endpoint}'. Set the environment variable {consent} if that is what you want.",
            Assert.Throws<ModerationAccessException>(readKey).Message);
    }

    [Fact]
    public void Load_FreshProcess_ScoresTheSameAndKeepsScoresWhereTheVariableSays()
    {
        using var trusted = new LoadedEndpoint(_moderating.Server.Endpoint, _moderating.KeyVariable);
        var data = _moderating.Ml.Of(new Prompt("Good day.", ""));
        var transforms = _moderating.Ml.Transforms;
        var model = transforms.ModerateContent(_moderating.Options, inputColumnName: "Instruction")
            .Append(transforms.CopyColumns("Answer", "ModerationTopCategory")).Fit(data);
        _moderating.Ml.Model.Save(model, data.Schema, _folder.File("model.zip"));
        Environment.SetEnvironmentVariable(CacheVariable, _folder.File("kept"));
        try
        {
            var (answers, error) = FreshProcess.Answer(_folder.File("model.zip"), ["Good day.", "Good night."], _folder.Path);
            Assert.Equal("", error);
            Assert.Equal(["harassment", "harassment"], answers);
        }
        finally
        {
            Environment.SetEnvironmentVariable(CacheVariable, null);
        }
        Assert.Equal(2, _moderating.Server.Requests.Count);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder.File("kept"), "moderation.jsonl")).Length);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public void Transform_Redirect_TakesTextAndKeyNowhere(int status)
    {
        using var other = new ModerationServer();
        _moderating.Server.Next(new Answer(status, "", ("Location", $"{other.Endpoint}/moderations")));
        Assert.Equal([$"the server answered {status}"], _moderating.Moderate("Good day.").Texts(Reason));
        Assert.Empty(other.Requests);
    }

    private IEnumerable<string> SavedTexts()
    {
        var data = _moderating.Ml.Of(new Moderating.Row("Good day."));
        _moderating.Ml.Model.Save(_moderating.Ml.Transforms.ModerateContent(_moderating.Options).Fit(data), data.Schema, _folder.File("model.zip"));
        using var zip = ZipFile.OpenRead(_folder.File("model.zip"));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), System.Text.Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }

    private sealed record Prompt(string Instruction, string Input);
}
