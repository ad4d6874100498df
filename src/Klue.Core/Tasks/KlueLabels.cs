namespace Klue.Tasks;

/// <summary>
/// The label lists of the KLUE tasks. KLUE-baseline and the <c>klue</c> data set of the Hugging Face hub number the labels of
/// YNAT, NLI and NER differently; a <see cref="LabelOrder"/> chooses.
/// </summary>
public static class KlueLabels
{
    private static readonly LabelSet BaselineTopics = new("정치", "경제", "사회", "생활문화", "세계", "IT과학", "스포츠");
    private static readonly LabelSet HubTopics = new("IT과학", "경제", "사회", "생활문화", "세계", "스포츠", "정치");
    private static readonly LabelSet BaselineInference = new("entailment", "contradiction", "neutral");
    private static readonly LabelSet HubInference = new("entailment", "neutral", "contradiction");
    private static readonly LabelSet BaselineEntityTags = EntityTagsOf("PS", "LC", "OG", "DT", "TI", "QT");
    private static readonly LabelSet HubEntityTags = EntityTagsOf("DT", "LC", "OG", "PS", "QT", "TI");

    /// <summary>The 30 relations of RE; <c>no_relation</c> is 0.</summary>
    public static LabelSet Relations { get; } = new(
        "no_relation", "org:dissolved", "org:founded", "org:place_of_headquarters", "org:alternate_names", "org:member_of",
        "org:members", "org:political/religious_affiliation", "org:product", "org:founded_by", "org:top_members/employees",
        "org:number_of_employees/members", "per:date_of_birth", "per:date_of_death", "per:place_of_birth", "per:place_of_death",
        "per:place_of_residence", "per:origin", "per:employee_of", "per:schools_attended", "per:alternate_names", "per:parents",
        "per:children", "per:siblings", "per:spouse", "per:other_family", "per:colleagues", "per:product", "per:religion", "per:title");

    /// <summary>The 38 dependency relations of DP.</summary>
    public static LabelSet DependencyRelations { get; } = new(
        "NP", "NP_AJT", "VP", "NP_SBJ", "VP_MOD", "NP_OBJ", "AP", "NP_CNJ", "NP_MOD", "VNP", "DP", "VP_AJT", "VNP_MOD", "NP_CMP",
        "VP_SBJ", "VP_CMP", "VP_OBJ", "VNP_CMP", "AP_MOD", "X_AJT", "VP_CNJ", "VNP_AJT", "IP", "X", "X_SBJ", "VNP_OBJ", "VNP_SBJ",
        "X_OBJ", "AP_AJT", "L", "X_MOD", "X_CNJ", "VNP_CNJ", "X_CMP", "AP_CMP", "AP_SBJ", "R", "NP_SVJ");

    /// <summary>The 45 part-of-speech tags of DP; the parser's table has one row more, for the root and padding.</summary>
    public static LabelSet PartsOfSpeech { get; } = new(
        "NNG", "NNP", "NNB", "NP", "NR", "VV", "VA", "VX", "VCP", "VCN", "MMA", "MMD", "MMN", "MAG", "MAJ", "JC", "IC", "JKS", "JKC",
        "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "EP", "EF", "EC", "ETN", "ETM", "XPN", "XSN", "XSV", "XSA", "XR", "SF", "SP", "SS",
        "SE", "SO", "SL", "SH", "SW", "SN", "NA");

    /// <summary>The five decisions of the dialogue state tracker about a slot.</summary>
    public static LabelSet Gates { get; } = new("none", "dontcare", "ptr", "yes", "no");

    /// <summary>The 7 topics of YNAT.</summary>
    public static LabelSet Topics(LabelOrder order = LabelOrder.Baseline) => order == LabelOrder.Baseline ? BaselineTopics : HubTopics;

    /// <summary>The 3 labels of NLI.</summary>
    public static LabelSet Inference(LabelOrder order = LabelOrder.Baseline) =>
        order == LabelOrder.Baseline ? BaselineInference : HubInference;

    /// <summary>The 13 tags of NER: <c>B-</c> and <c>I-</c> of each type side by side, then <c>O</c>.</summary>
    public static LabelSet EntityTags(LabelOrder order = LabelOrder.Baseline) =>
        order == LabelOrder.Baseline ? BaselineEntityTags : HubEntityTags;

    private static LabelSet EntityTagsOf(params ReadOnlySpan<string> types)
    {
        var tags = new List<string>();
        foreach (var type in types)
        {
            tags.Add("B-" + type);
            tags.Add("I-" + type);
        }

        return new LabelSet([.. tags, "O"]);
    }
}
