using System.ComponentModel;
using System.Diagnostics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Annotation;

/// <summary>What the page keeps, in tabs of a browser that <c>PageTabs.js</c> plays. Where node is absent these are skipped.</summary>
public sealed class AnnotationPageTests : IDisposable
{
    private readonly Sheets _sheets = new();

    public void Dispose() => _sheets.Dispose();

    [SkippableFact]
    public void Tabs_OfOnePerson_LoseNoVerdict() => Assert.Equal(
        ["Ann:lrt", "Ann:lrt"],
        Run("""
            browser.tellsTabs = false;
            const one = open();
            one.enter("Ann");
            const two = open();
            one.press("ln");
            two.press("nrn");
            one.press("nt");
            say(one.saved);
            say(open().saved);
            """));

    [SkippableFact]
    public void Tabs_OfOnePerson_ShowWhatIsEnteredInTheOther() => Assert.Equal(
        ["Ann:l--", "left", "Ann:l-r"],
        Run("""
            const one = open();
            one.enter("Ann");
            const two = open();
            one.press("l");
            say(two.saved);
            say(two.radios.filter(radio => radio.checked).map(radio => radio.value).join());
            two.press("nnr");
            say(one.saved);
            """));

    [SkippableFact]
    public void Tabs_OfTwoPeople_KeepTheirVerdictsApart() => Assert.Equal(
        ["Bob:---", "Ann:llr", "Bob:rr-", "Ann:llr", "Bob:rr-"],
        Run("""
            const ann = open();
            ann.enter("Ann");
            ann.press("lnl");
            const bob = open();
            bob.says = false;
            bob.enter("Bob");
            say(bob.saved);
            bob.press("rnr");
            ann.press("nr");
            say(ann.saved);
            say(bob.saved);
            say(ann.reload().saved);
            say(bob.reload().saved);
            """));

    [SkippableFact]
    public void Name_OfAnotherPersonAndBack_FindsTheVerdictsAgain() => Assert.Equal(
        [
            "Are the verdicts of Ann yours? OK moves them to the name Bob. Cancel leaves them to Ann, and Bob begins anew.",
            "Bob:r--", "These are the verdicts that Ann entered here. Those of Bob are kept.", "Ann", "Ann:lt-",
        ],
        Run("""
            const tab = open();
            tab.enter("Ann");
            tab.press("lnt");
            tab.says = false;
            tab.enter("Bob");
            say(tab.asked.join());
            tab.press("r");
            say(tab.saved);
            tab.enter(" ann");
            say(tab.notice);
            say(tab.name);
            say(tab.saved);
            """));

    [SkippableFact]
    public void Name_Corrected_TakesTheVerdictsAlong() => Assert.Equal(
        ["Ann:lt-", "Ann:lt-", "An:---", "ANN:lt-", "3"],
        Run("""
            const tab = open();
            tab.enter("An");
            tab.press("lnt");
            tab.enter("Ann");
            say(tab.saved);
            say(open().saved);
            const other = open();
            other.says = false;
            other.enter("An");
            say(other.saved);
            tab.enter("ANN");
            say(tab.saved);
            tab.enter("  ");
            say(`${tab.name.length}`);
            """));

    [SkippableFact]
    public void Verdict_WithoutAName_IsAskedForOne() => Assert.Equal(
        ["Enter your name first: it tells your verdicts from those of others.", ":---", "", "Ann:l--", "Ann:l--"],
        Run("""
            const tab = open();
            tab.press("l1");
            tab.comment("zib");
            say(tab.notice);
            say(tab.saved);
            say(tab.at("comment").value);
            tab.enter("Ann");
            tab.press("l");
            say(tab.saved);
            say(tab.reload().saved);
            """));

    [SkippableFact]
    public void Storage_ThatRefuses_LosesNothingOfThePage() => Assert.Equal(
        ["This browser keeps nothing of what you enter. Save the verdicts before you close the page.", "Ann:ltr", "Ann:ltr", "Bob:ltr", "Bob:ltr"],
        Run("""
            const tab = open();
            tab.enter("Ann");
            tab.press("ln");
            browser.refuses = true;
            tab.press("tnr");
            say(tab.notice);
            say(tab.saved);
            tab.says = false;
            tab.enter("Bob");
            say(tab.saved);
            tab.says = true;
            tab.enter("Bob");
            say(tab.saved);
            browser.refuses = false;
            tab.press("p");
            say(open().saved);
            """));

    [SkippableFact]
    public void StartOver_ForgetsOnePersonOnly() => Assert.Equal(
        ["Forget all verdicts of Bob in this browser? Save them first if they are needed.", ":---", "Ann:l--", "Bob:---"],
        Run("""
            const tab = open();
            tab.enter("Ann");
            tab.press("l");
            tab.says = false;
            tab.enter("Bob");
            tab.press("r");
            tab.asked.length = 0;
            tab.says = true;
            tab.click("clear");
            say(tab.asked.join());
            say(tab.saved);
            tab.enter("Ann");
            say(tab.saved);
            tab.says = false;
            tab.enter("Bob");
            say(tab.saved);
            """));

    private string[] Run(string script)
    {
        var page = _sheets.ExportLetters(3).Page;
        var harness = Path.Combine(Repository.Root, "tests", "SafetyML.Tests", "Annotation", "PageTabs.js");
        using var process = Start(new ProcessStartInfo("node", [harness, page, script]) { RedirectStandardOutput = true, RedirectStandardError = true });
        Skip.If(process is null, "There is no node on this machine.");
        var error = process!.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.Result);
        return output.Split('\n');
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
