namespace Microsoft.ML.Transforms;

/// <summary>Makes the transformer of a saved custom mapping.</summary>
internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(string contractName);
}
