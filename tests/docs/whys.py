"""Why each code of rules matters, in both languages; those of the logic checks say so beside their examples."""

from __future__ import annotations

from typing import Final

OF_RULES: Final[dict[str, tuple[str, str]]] = {
    # -- files and what is written
    "RC001": (
        "Nothing has been checked, and silence would look like rules without a fault.",
        "什么也没有检查；若不报告，就像规则没有问题一样。",
    ),
    "RC002": (
        "An empty rule set judges nobody, which from outside looks as if everything were in order.",
        "没有规则就不作任何认定，看起来却像一切正常。",
    ),
    "RC003": (
        "What that file declares is missing, and every name of it would be reported as unknown.",
        "该文件声明的内容都缺失，其中的名称会全部被报告为未知。",
    ),
    "RC004": (
        "A part of the rules would be left out without anybody noticing.",
        "否则部分规则会在无人察觉的情况下缺失。",
    ),
    "RC100": (
        "Chinese read in the wrong encoding turns into other characters, and names stop being the same.",
        "编码读错，汉字会变成别的字，名称就不再是原来的名称。",
    ),
    "RC101": (
        "What the sign was meant to say is lost; it is asked for instead of guessed.",
        "该符号的本意无从得知，不作猜测。",
    ),
    "RC102": (
        "Without the closing quote the rest of the line, or of the file, would be swallowed by the text.",
        "缺少后引号，本行乃至全文的余下部分都会被当作文本。",
    ),
    "RC103": (
        "Two names that look the same would be two names, or a line would not say what it shows.",
        "看起来相同的名称其实不同，或者一行的内容与显示的不一致。",
    ),
    "RC104": (
        "A word may be a keyword in one language and a name in the other, so the language cannot be guessed.",
        "同一个词在一种方言中是关键词，在另一种中可能是名称，不能猜测。",
    ),
    "RC105": (
        "A line that is only half understood is not used at all, and what it was to rule is not ruled.",
        "只能读懂一半的行不予采用，它要规定的内容也就没有规定。",
    ),
    "RC106": (
        "Any day put in its place would be a guess, and a deadline must not rest on one.",
        "换成任何一天都是猜测，而期限不能以猜测为准。",
    ),
    "RC107": (
        "It was meant to say something, and nothing would come of it.",
        "写它必有用意，却不会起任何作用。",
    ),
    "RC108": (
        "Read as rules, a ledger would give one error on every line and hide what went wrong.",
        "把台账当规则读，每行都会报错，真正的问题反而看不出来。",
    ),
    "RC110": (
        "A misspelt key is the commonest slip, and a line that is skipped changes what the rule asks.",
        "项名写错最常见；若略过该行，规则的要求就变了。",
    ),
    "RC111": (
        "Two answers to one question: whichever were taken, somebody reads the other.",
        "同一问题有两个答案，无论采用哪个，总有人读到另一个。",
    ),
    "RC112": (
        "A file of mixed languages can be read by nobody who knows only one.",
        "两种方言混用的文件，只懂一种的人读不了。",
    ),
    "RC113": (
        "Without it the rule does not say enough to judge anybody by.",
        "缺少该项，规则不足以据以认定。",
    ),
    "RC114": (
        "The whole form would be left out, with every line below it.",
        "否则整条规则及其各行都会被略去。",
    ),
    "RC115": (
        "Where one word ends decides what is meant, and adding a name elsewhere must not change it.",
        "词在何处断开决定含义，不能因别处新增名称而改变。",
    ),
    "RC116": (
        "3/5 is the third of May to one reader and the fifth of March to another.",
        "同样写作3/5，有人读作5月3日，有人读作3月5日。",
    ),
    "RC117": (
        "A hundredth month or a share of 900 % is a slip, and answers drawn from it look like any other.",
        "第100个月、900%之类必是笔误，由此得出的结果却看不出异样。",
    ),
    "RC118": (
        "One day more or less decides who was late: the rule has to say.",
        "差一天就关系到是否逾期，规则必须写明。",
    ),
    "RC119": (
        "A file of that size is no text that anybody has read, and would keep everything else waiting.",
        "如此大的文件没有人读过，还会拖慢一切。",
    ),
    "RC120": (
        "Nobody can check by eye what is nested so deep. A part with a name can be read, tested and cited.",
        "嵌套过深，无人能够核对。为其中一部分命名，才便于阅读、检验和引用。",
    ),
    "RC130": (
        "A cell that slips into the next column changes what the row decides.",
        "格子错位一列，该行的结论就变了。",
    ),
    "RC190": (
        "It says openly that nothing would come of the line, instead of skipping it.",
        "明确说明该行不起作用，而不是悄悄略过。",
    ),
    # -- names, types, forms
    "RC201": (
        "A condition on something that does not exist could never be judged.",
        "以不存在的内容为条件，永远无法判断。",
    ),
    "RC202": (
        "The two readings give different answers, and the reader cannot see which was taken.",
        "两种解释结果不同，读者看不出采用了哪一种。",
    ),
    "RC203": (
        "A comparison with a word that is never recorded is never true, and nobody sees why.",
        "与台账中不会出现的词比较，永远不成立，也看不出原因。",
    ),
    "RC204": (
        "A rule that uses the name could mean either.",
        "使用该名称的规则不知所指。",
    ),
    "RC205": (
        "Other packs and every ledger rely on what a core word means; a second meaning would break them.",
        "其他规则包和台账都以核心词的含义为准，另赋含义会造成混乱。",
    ),
    "RC210": (
        "Ten working days may be twelve days or eighteen, so a sum of the two has no answer.",
        "10个工作日可能是12日，也可能是18日，二者相加没有确定的结果。",
    ),
    "RC211": (
        "The line cannot be worked out, and any guess at what was meant would judge somebody.",
        "该行无法计算，而猜测用意就等于猜测着认定。",
    ),
    "RC212": (
        "A gate or duty asks yes or no; of anything else it is not known what it decides.",
        "规则判断的是是与否，其他内容不知如何决定。",
    ),
    "RC214": (
        "20 and 20 % are a hundredfold apart, and both look right on paper.",
        "20与20%相差百倍，写在纸上却都像是对的。",
    ),
    "RC215": (
        "The number of combinations grows with every name, and no reader holds four rows in mind.",
        "每多一个名称，组合成倍增加，读者也无法同时想着四条记录。",
    ),
    "RC221": (
        "Whoever leaves the fact out would be let through: a missing fact opens nothing.",
        "否则不填报就能通过；事实缺失不得放行。",
    ),
    "RC222": (
        "Without its name, its calendar and the days it is in force no rule can be applied or cited.",
        "没有名称、日历和施行日期，规则无法适用，也无法引用。",
    ),
    "RC223": (
        "Two calendars or two spans in force, and it would depend on the order of files which one holds.",
        "两套日历或施行期，以哪个为准就取决于文件次序。",
    ),
    "RC230": (
        "Nothing on record may mean not done, or not yet entered; a missing fact convicts nobody.",
        "没有记录可能是没有做，也可能是没有录入；事实缺失不得据以认定违规。",
    ),
    "RC240": (
        "It would be called for twice, or nobody could say which of the two applies.",
        "同一情况会提出两次措施，或不知以哪个为准。",
    ),
    "RC241": (
        "Times and days cannot be put in one order, so there is no next rung.",
        "次数与日数无法排出高低，也就没有下一级。",
    ),
    "RC242": (
        "A rung that comes no later than the one below it leaves that one for nobody.",
        "某级若不高于前一级，前一级就无人适用。",
    ),
    "RC243": (
        "In a row has no meaning across rules whose due days lie between one another.",
        "不同规则的期限相互交错，连续几次就无从说起。",
    ),
    "RC244": (
        "Its measures stand in the rules and are never called for.",
        "其中的措施写在规则里，却永远不会提出。",
    ),
    "RC245": (
        "The gate would guard an act that nobody can do to such a thing.",
        "前置条件所把守的行为，对该对象根本不会发生。",
    ),
    "RC246": (
        "The exception would apply and change nothing, or nobody could say what.",
        "例外即使适用，也不起作用或不知起何作用。",
    ),
    "RC247": (
        "A waiver, a citation or an explanation that names the label would mean either condition.",
        "免除、引用或说明该标签时，不知指哪一个条件。",
    ),
    "RC248": (
        "A scenario that states the result instead of the records proves nothing about the rule.",
        "情景直接写结果而不写记录，检验不了规则。",
    ),
    "RC249": (
        "The scenario would test something else than its writer had in mind.",
        "检验的可能不是编写者想检验的内容。",
    ),
    "RC260": (
        "The condition would belong to no rung, or have nothing to be true of.",
        "该情形不属于任何一级，或没有判断的对象。",
    ),
    "RC261": (
        "The line would be there and do nothing, and its writer would rely on it.",
        "写了不起作用，编写者却以为有用。",
    ),
    "RC262": (
        "Praise would be given for what was missed, or blame for what was done in time.",
        "否则会因未完成而表扬，或因按期完成而追责。",
    ),
    "RC270": (
        "The number would count the tasks of another unit.",
        "否则会把其他单位的事项统计进来。",
    ),
    "RC271": (
        "A unit without a single case would be ranked first or last by a number that means nothing.",
        "没有任何事项的单位，会因一个没有意义的数排在最前或最后。",
    ),
    "RC272": (
        "A month's value held against a year's bound is wrong by all that differs between them.",
        "拿月度值与年度界限比较，比的不是一回事。",
    ),
    "RC279": (
        "A target without data behind it can be neither met nor missed.",
        "没有数据支撑的目标值，既谈不上达到，也谈不上未达到。",
    ),
    "RC280": (
        "Some score would have two grades, or none, and which of them would depend on the order of lines.",
        "有的得分会对应两个等次或没有等次，结果取决于行的次序。",
    ),
    "RC281": (
        "The number turns what the line says into its contrary, or into nothing.",
        "该数值会使这一行适得其反，或毫无作用。",
    ),
    "RC282": (
        "A draw of which nobody can say from what it was drawn cannot be checked afterwards.",
        "说不清从何抽取的抽样，事后无法核对。",
    ),
    "RC283": (
        "A place in an order that does not exist says nothing about anybody.",
        "没有次序就没有名次可言。",
    ),
    # -- time and logic
    "RC301": (
        "On some day two values would hold, or none, and the answer for that day would be anybody's guess.",
        "某日会有两个取值或没有取值，当日的结果就无从确定。",
    ),
    "RC302": (
        "A lower level would loosen by a table what the level above it has ordered.",
        "否则下级只改一个数，就放宽了上级的要求。",
    ),
    "RC310": (
        "In a long holiday the two readings lie a week apart, and one of them makes somebody late.",
        "遇长假两种算法相差一周，按其中一种就成了逾期。",
    ),
    "RC313": (
        "Working days cannot be counted without it.",
        "没有日历就无法计算工作日。",
    ),
    "RC314": (
        "Which day it is would not be known around midnight, and deadlines end at midnight.",
        "临近午夜时不知属于哪一日，而期限恰在午夜届满。",
    ),
    "RC406": (
        "Whoever falls under both would get the one that suits whoever applies the rules.",
        "两项都适用时，结果就取决于由谁来适用。",
    ),
    "RC408": (
        "A case without a row is decided by nobody, and one with two rows by whoever reads first.",
        "没有适用行的情形无从决定，有两行的取决于先读到哪一行。",
    ),
    "RC412": (
        "A circle never comes to an answer.",
        "循环得不出结果。",
    ),
    # -- care
    "RC501": (
        "Who is told to do something may ask which clause says so.",
        "被要求者有权问依据哪一条。",
    ),
    "RC502": (
        "A rule that nobody has seen at work may do something else than it says, or nothing.",
        "没有检验过的规则，实际效果可能与文字不符，或不起作用。",
    ),
    "RC505": (
        "A measure that nobody looks after ends as a paper in a file.",
        "没有跟进的措施，只会停留在纸面上。",
    ),
    "RC506": (
        "A matter of judgement is settled by whoever enters something, the unit concerned among them.",
        "谁录入就由谁说了算，当事单位自己也能认定。",
    ),
    "RC508": (
        "Conditions that are added later would be waived without anybody having decided so.",
        "以后新增的条件也会一并免除，却没有人作过这样的决定。",
    ),
    "RC510": (
        "A rule that cites the clause could mean either place, and one of them would never count as carried out.",
        "引用该条款不知指哪一处，另一处就永远算不上已落实。",
    ),
    "RC511": (
        "`trace` cannot place the clause, and a wrong number would go unnoticed.",
        "`trace` 无法核对该条款，编号写错也看不出来。",
    ),
    "RC512": (
        "Either the clause asks for something after all, or the rule rests on nothing.",
        "要么该条款其实有要求，要么规则没有依据。",
    ),
    "RC607": (
        "Half of those who read the message, a finding among them, get it in a language that is not theirs.",
        "读信息（包括判定结果）的人，有一半读到的不是自己的语言。",
    ),
}
