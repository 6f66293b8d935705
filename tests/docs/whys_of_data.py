"""Why each code of ledgers and calls matters, in both languages."""

from __future__ import annotations

from typing import Final

OF_DATA: Final[dict[str, tuple[str, str]]] = {
    # -- ledgers
    "LG101": (
        "Nothing has been judged, and silence would look as if all were well.",
        "什么也没有判定；若不报告，就像一切正常。",
    ),
    "LG102": (
        "Which of its files is the ledger would be a guess.",
        "其中哪个文件是台账，只能猜测。",
    ),
    "LG103": (
        "Names would turn into others, and a person or unit would be taken for nobody.",
        "名称会变样，人员和单位就对不上了。",
    ),
    "LG104": (
        "The rows behind are not there: if their absence counted, it would convict whoever stands in them.",
        "其后的记录没有读到；若据此认为没有，就会冤枉记录在后面的人。",
    ),
    "LG105": (
        "Another version may mean something else by the same words.",
        "版本不同，同样的词含义可能不同。",
    ),
    "LG106": (
        "Nobody writes a ledger like that; it would only exhaust the machine.",
        "正常的台账不会如此，只会耗尽机器资源。",
    ),
    "LG107": (
        "Which of two values holds would depend on the program that reads the file.",
        "两个值以哪个为准，会因读取的程序而异。",
    ),
    "LG108": (
        "What the header says holds for every row: its time zone, and the day up to which nothing is missing.",
        "表头对每一行都有效：时区，以及数据完整至哪一日。",
    ),
    "LG201": (
        "A row that cannot be named cannot be corrected, cited or told from another.",
        "没有编号的记录无法更正、引用，也无法与其他记录区分。",
    ),
    "LG202": (
        "Whether something was in time rests on that day.",
        "是否按期全看这一日。",
    ),
    "LG203": (
        "Without it a record made up afterwards cannot be told from one made at the time.",
        "没有录入日，事后补造的记录与当时的记录无从区分。",
    ),
    "LG204": (
        "Around midnight it is another day elsewhere, and a day decides who was late.",
        "临近午夜，各时区不是同一日，而一日之差关系到是否逾期。",
    ),
    "LG205": (
        "It is on record and counts for nobody: most often the id is misspelt.",
        "虽有记录，却不算在任何对象上，多半是编号写错。",
    ),
    "LG206": (
        "Counted twice, one act would be two.",
        "重复计算，一次就成了两次。",
    ),
    "LG207": (
        "Which of them was meant is not known, and a correction of that id would change either.",
        "不知哪一行是本意，按该编号更正也不知改哪一行。",
    ),
    "LG208": (
        "The record it was to put right stays as it is, and whoever wrote the correction believes it was changed.",
        "要改的记录仍然照旧，而更正者以为已经改了。",
    ),
    "LG209": (
        "It may be a record that was damaged, so its absence is held against nobody.",
        "也许是损坏的记录，因此不以其缺失认定任何人。",
    ),
    "LG210": (
        "No rule would ever see the row, and what was done would look undone.",
        "没有规则会看到这一行，做过的事就像没有做。",
    ),
    "LG211": (
        "Who answers for whom would have no end.",
        "谁对谁负责就没有尽头。",
    ),
    "LG212": (
        "The change was decided and would come to nothing, without anybody being told.",
        "变更已经决定，却会在无人知晓的情况下落空。",
    ),
    "LG301": (
        "What rests on the field is undetermined until it is put right, and nobody is convicted by it.",
        "在改正之前，以该项为据的结果为待核实，不据以认定。",
    ),
    "LG302": (
        "Nobody can be told, and nobody's signature counts, under an id that stands for nobody.",
        "编号不对应任何单位或人员，就无法通知，签字也不算数。",
    ),
    "LG303": (
        "A card that says `closed` would close a task without acceptance, without a signature and without a day.",
        "卡片上写“已销号”就算销号，验收、签字和日期都可以绕过。",
    ),
    "LG304": (
        "No rule knows the field, so what was entered there counts for nothing.",
        "没有规则认得该字段，填了也不算数。",
    ),
    "LG305": (
        "If it is a slip, the rules do not see the record.",
        "如是笔误，规则就看不到这条记录。",
    ),
    # -- calls
    "CL101": (
        "Nothing guards an act that is not known, and the answer would be that it may be done.",
        "未知的行为没有任何前置条件，否则就会答复可以办理。",
    ),
    "CL102": (
        "An answer about nobody would read like one about somebody in good order.",
        "对不存在的对象作答，看起来就像该对象一切正常。",
    ),
    "CL103": (
        "Whether somebody may act rests on the post they hold, and an unknown person holds none.",
        "能否办理取决于所任职务，未知的人没有职务。",
    ),
    "CL104": (
        "There is nothing to explain; the nearest name is offered.",
        "没有可以说明的内容；提示会给出最接近的名称。",
    ),
    "CL105": (
        "A day of one is not the same hours as a day of the other, and deadlines would shift.",
        "两边的一日起止不同，期限就会错位。",
    ),
    "CL106": (
        "Most often the year is a slip; the answer would name everybody as long overdue.",
        "多半是年份写错；照答就会把所有人都列为早已逾期。",
    ),
    "CL107": (
        "A forecast of no days is empty, and would look as if nothing were coming.",
        "没有一天的预报是空的，看起来就像没有任何事项将到期。",
    ),
    "CL108": (
        "The rest of the program does without it, so it is installed only where it is wanted.",
        "其他功能用不到它，需要时再安装即可。",
    ),
    "CL109": (
        "A larger page opens slowly or not at all on an office machine, and nobody reads it to its end.",
        "再大的页面在办公电脑上打开缓慢甚至打不开，也没有人会读完。",
    ),
    "CL110": (
        "A report that lacks the tasks of one process looks whole: nobody would miss a finding that was never made.",
        "缺了一个进程所判事项的报告看上去仍是完整的：没有作出的结论，不会有人发觉。",
    ),
    "CL121": (
        "What was told stands as the state before; told backwards, findings would appear and end that never did.",
        "已报告的情况是比较的基准；若倒退，会出现从未发生过的新增和终止。",
    ),
    "CL122": (
        "An id names one event for good; a second one would take over what refers to the first.",
        "编号始终只指一条记录；重复编号会使原有引用指向别的记录。",
    ),
    "CL123": (
        "A correction that hangs in the air would change nothing, and whoever entered it would think that it did.",
        "无对象的更正不会改变任何内容，录入者却会以为已经更改。",
    ),
    "CL124": (
        "What was judged by a complete ledger would have to be taken back although nothing was found wrong with it.",
        "依据完整台账作出的认定将被收回，而台账并无差错。",
    ),
    "CL125": (
        "A monitor that took anything for its state would tell everything as new.",
        "若把任意文本当作状态，所有情况都会被当作新增报告。",
    ),
    "CL126": (
        "Half a state is a ledger with rows missing, and missing rows look like work not done.",
        "残缺的状态即缺少记录的台账，而缺少的记录看起来像未完成的工作。",
    ),
    "CL127": (
        "What the old rules found is no measure for the new ones: new rules would be told as new facts.",
        "旧规则的认定不能作为新规则的基准，否则规则的变化会被当作事实的变化。",
    ),
    "CL201": (
        "A script that calls with a word too many must stop, not do half of it.",
        "脚本多写一个词就应停下，而不是只做一半。",
    ),
    "CL202": (
        "What was asked for cannot be told from the word, and another answer would be taken for it.",
        "从这个词看不出所要的结果，给出别的结果会被误认。",
    ),
    "CL203": (
        "The answer for another day would look like the answer for this one.",
        "换一天的结果，看起来就像所问之日的结果。",
    ),
    "CL204": (
        "The same id can stand for something different in another ledger, or on another day.",
        "同一编号在另一台账或另一日期可能指别的结果。",
    ),
    "CL205": (
        "It may have been put right since: what is no longer so is not explained as if it were.",
        "可能已经整改；不再成立的结果，不当作成立来说明。",
    ),
    "CL206": (
        "The files are as they were before.",
        "文件仍是原样。",
    ),
    "CL207": (
        "A formatter that changes what rules mean would be worse than none.",
        "排版若改变规则的含义，还不如没有。",
    ),
    "CL208": (
        "Without something to compare with, the check would always pass or always fail.",
        "没有比较的对象，检查就总是通过或总是不通过。",
    ),
    "CL209": (
        "A survivor with its reason would be reported as new, or a new one passed over.",
        "否则已说明理由的变体会被当作新的，或新的被漏过。",
    ),
}
