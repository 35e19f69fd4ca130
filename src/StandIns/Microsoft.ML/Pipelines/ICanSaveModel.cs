namespace Microsoft.ML;

/// <summary>Something that can be saved in a model file.</summary>
public interface ICanSaveModel
{
    void Save(ModelSaveContext ctx);
}
