using Klue.Tasks;

namespace Klue.Core.Tests.Tasks;

/// <summary>One small well-formed file of each task, made up after the documented schema.</summary>
internal static class ExampleFiles
{
    public static string Of(KlueTask task) => task switch
    {
        KlueTask.Ynat => Ynat,
        KlueTask.Sts => Sts,
        KlueTask.Nli => Nli,
        KlueTask.Ner => Ner,
        KlueTask.Re => Re,
        KlueTask.Dp => Dp,
        KlueTask.Mrc => Mrc,
        _ => Wos,
    };

    public const string Ynat = """
        [{"guid":"ynat-v1_dev_0","title":"버스 요금 내달 조정","label":"사회","annotations":{"annotators":["01"]}},
         {"guid":"ynat-v1_dev_1","title":"환율 \"급등\"","label":"경제"}]
        """;

    public const string Sts = """
        [{"guid":"klue-sts-v1_dev_0","source":"airbnb-rtt","sentence1":"방이 넓어요.","sentence2":"방이 큽니다.",
          "labels":{"label":4.3,"real-label":4.285714285714286,"binary-label":1}},
         {"guid":"klue-sts-v1_dev_1","sentence1":"비가 와요.","sentence2":"책을 샀다.","labels":{"label":0,"real-label":0,"binary-label":0}}]
        """;

    public const string Nli = """
        [{"guid":"klue-nli-v1_dev_0","premise":"그는 어제 부산에 갔다.","hypothesis":"그는 어제 서울에 있었다.","gold_label":"contradiction"},
         {"guid":"klue-nli-v1_dev_1","premise":"비가 온다.","hypothesis":"날씨가 나쁘다.","gold_label":"neutral"}]
        """;

    public const string Ner =
        "## 토큰 구분자 : \\n\n## 주석 : ##\n## 컬럼명 : CHAR\tNE_TAG\n" +
        "## klue-ner-v1_dev_0-wikitree\t<홍길:PS>은 <😀:OG> #\n홍\tB-PS\n길\tI-PS\n은\tO\n \tO\n😀\tB-OG\n \tO\n#\tO\n\n" +
        "## klue-ner-v1_dev_1-nsmc\t<오늘:DT>\n오\tB-DT\n늘\tI-DT\n\n";

    public const string Re = """
        [{"guid":"klue-re-v1_dev_0","sentence":"😀홍길동은 서울에서 태어났다.",
          "subject_entity":{"word":"홍길동","start_idx":1,"end_idx":3,"type":"PER"},
          "object_entity":{"word":"서울","start_idx":6,"end_idx":7,"type":"LOC"},"label":"per:place_of_birth","source":"wikipedia"},
         {"guid":"klue-re-v1_dev_1","sentence":"가나는 다라와 무관하다",
          "subject_entity":{"word":"가나","start_idx":0,"end_idx":1,"type":"ORG"},
          "object_entity":{"word":"다라","start_idx":4,"end_idx":5,"type":"ORG"},"label":"no_relation"}]
        """;

    public const string Dp =
        "## 칼럼명 : INDEX\tWORD_FORM\tLEMMA\tPOS\tHEAD\tDEPREL\n" +
        "## klue-dp-v1_dev_0_wikitree\t그는 책을 읽었다.\n1\t그는\t그 는\tNP+JX\t3\tNP_SBJ\n2\t책을\t책 을\tNNG+JKO\t3\tNP_OBJ\n" +
        "3\t읽었다.\t읽 었 다 .\tVV+EP+EF+SF\t0\tVP\n\n" +
        "## klue-dp-v1_dev_1_wikitree\t간다\n1\t간다\t가 ㄴ다\tVV+EF\t0\tVP\n\n";

    public const string Mrc = """
        {"version":"klue-mrc-v1.1_dev","data":[{"title":"가상","source":"hankyung","paragraphs":[{"context":"가나 회사는 2001년 세워졌다.","qas":[
          {"question":"가나 회사가 세워진 해는?","answers":[{"text":"2001년","answer_start":7}],"question_type":1,"is_impossible":false,"guid":"klue-mrc-v1_dev_0"},
          {"question":"가나 회사의 대표는?","answers":[{"text":"회사","answer_start":3}],"question_type":3,"is_impossible":true,"guid":"klue-mrc-v1_dev_1"}]}]}],
         "extra":[1,2,{"data":[]}]}
        """;

    public const string Wos = """
        [{"guid":"wos-v1_dev_0","domains":["관광"],"dialogue":[
          {"role":"user","text":"공원 추천해 주세요.","state":["관광-종류-공원"]},
          {"role":"sys","text":"하늘공원이 있습니다."},
          {"role":"user","text":"좋아요.","state":["관광-종류-공원","관광-이름-하늘공원"]},
          {"role":"sys","text":"감사합니다."}]}]
        """;
}
