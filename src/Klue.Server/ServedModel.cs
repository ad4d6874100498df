using Klue.Models;

namespace Klue.Server;

/// <summary>A model under the name it is served by.</summary>
internal sealed class ServedModel : IDisposable
{
    public ServedModel(string name, KlueModel model)
    {
        (Name, Model) = (name, model);
    }

    /// <summary>The folder's name.</summary>
    public string Name { get; }

    /// <summary>The model.</summary>
    public KlueModel Model { get; }

    /// <summary>Whether the model can do it: it has the head, or none is needed.</summary>
    public bool Can(ServedTask task) => task switch
    {
        ServedTask.FillMask => Has(BertHeadKinds.MaskedLanguageModel),
        ServedTask.TextClassification => Has(BertHeadKinds.SequenceClassification),
        ServedTask.Rerank => Has(BertHeadKinds.SequenceClassification) && Model.Config.Labels.Count == 1,
        ServedTask.TokenClassification => Has(BertHeadKinds.TokenClassification),
        ServedTask.QuestionAnswering => Has(BertHeadKinds.QuestionAnswering),
        _ => true,
    };

    public void Dispose() => Model.Dispose();

    private bool Has(BertHeadKinds head) => Model.Model.Heads.HasFlag(head);
}
