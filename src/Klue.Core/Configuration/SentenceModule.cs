namespace Klue.Configuration;

/// <summary>A step after the transformer in a sentence-transformers folder.</summary>
public abstract record SentenceModule
{
    private protected SentenceModule()
    {
    }
}
