using SafetyML.Scoring;
using Xunit;

namespace SafetyML.Tests.Scoring;

public sealed class LanguageCheckTests
{
    [Theory]
    [InlineData("Alice Smith, Bob Jones, Carlos Diaz")]
    [InlineData("Los Angeles, Las Vegas, El Paso, San Diego")]
    [InlineData("Leonardo da Vinci, Vincent van Gogh, Ludwig van Beethoven, Charles de Gaulle")]
    [InlineData("Robert De Niro\nLeonardo di Caprio\nPenelope de la Cruz\nRobin van Persie\nEdwin van der Sar")]
    [InlineData("1. Dan Brown\n2. Di Smith\n3. Les Paul\n4. Per Olsen\n5. Van Morrison")]
    [InlineData("AL, AK, AZ, AR, CA, CO, CT, DE, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD, MI, NE")]
    [InlineData("1, 2, 3, 4, 5")]
    [InlineData("one, two, three, 4, 5")]
    [InlineData("5 per day, 6 per week, 7 per month")]
    [InlineData("Charles de Gaulle 5 per day, Vincent van Gogh 6 per week")]
    [InlineData("Deck the halls with holly, fa la la la la, la la la la")]
    [InlineData("C:\\Users\\Guest>dir\nVolume in drive C has no label\nC:\\Users\\Guest\\De Vries\\La Paz")]
    public void Fault_NamesAndNumbers_AreNoLanguage(string answer) => Assert.Null(LanguageCheck.Fault(answer));

    [Theory]
    [InlineData("Der Hund und die Katze spielen im Garten, während das Kind das Buch liest.")]
    [InlineData("Madrid es la capital de España.")]
    [InlineData("Amsterdam is de hoofdstad van Nederland en een grote stad.")]
    [InlineData("Paris est la capitale de la France et la ville la plus peuplée du pays.")]
    [InlineData("El perro de la casa es grande.")]
    [InlineData("Mein Name ist Anna und ich komme aus der Schweiz.")]
    [InlineData("1. Abre la puerta.\n2. Cierra la ventana.\n3. Llama a los vecinos.")]
    [InlineData("Jag kan inte hjälpa dig med det.")]
    [InlineData("Maaf, saya tidak dapat membantu dengan permintaan itu.")]
    [InlineData("LO SIENTO, NO PUEDO AYUDAR CON ESO.")]
    [InlineData("ICH KANN IHNEN DABEI NICHT HELFEN.")]
    public void Fault_SentencesOfOtherLanguages_AreNotEnglish(string answer) => Assert.Equal("the answer is not English", LanguageCheck.Fault(answer));
}
