namespace Klue.Tasks;

/// <summary>The eight tasks of the KLUE benchmark.</summary>
public enum KlueTask
{
    /// <summary>Topic of a news headline, one of seven.</summary>
    Ynat,

    /// <summary>Similarity of two sentences, 0 to 5.</summary>
    Sts,

    /// <summary>Whether a premise entails a hypothesis, contradicts it, or neither.</summary>
    Nli,

    /// <summary>Named entities of six types, a tag for each character.</summary>
    Ner,

    /// <summary>Relation of two marked entities, one of thirty.</summary>
    Re,

    /// <summary>Dependency tree over the words of a sentence.</summary>
    Dp,

    /// <summary>Answer span of a question in a passage, or none.</summary>
    Mrc,

    /// <summary>Dialogue state after each turn of the user (Wizard of Seoul).</summary>
    Wos,
}
