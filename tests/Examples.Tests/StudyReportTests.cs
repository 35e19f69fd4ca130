using QuickStart;

namespace Examples.Tests;

public sealed class StudyReportTests
{
    [Fact]
    public void Visible_AnswerWithEscapes_ShowsThemAndKeepsLines() =>
        Assert.Equal("one\n\\u001b[2Jtwo\\u009b é", StudyReport.Visible("one\n\u001b[2Jtwo\u009b é"));
}
