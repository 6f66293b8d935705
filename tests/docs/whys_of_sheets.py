"""Why each code of workbooks, CSV files and mapping files matters, in both languages."""

from __future__ import annotations

from typing import Final

OF_SHEETS: Final[dict[str, tuple[str, str]]] = {
    "LG401": (
        "No ledger is written, and an earlier one stays as it was.",
        "不会写出台账，原有台账保持不变。",
    ),
    "LG402": (
        "What stands in it can be read by nobody without the password, and none is asked for.",
        "没有密码就无法读取其中内容，程序也不索要密码。",
    ),
    "LG403": (
        "A broken formula or half a date would come in as if it were a fact.",
        "否则错误的公式或不完整的日期会被当作事实录入。",
    ),
    "LG404": (
        "The rows behind the damage are missing, and nothing may be concluded from that.",
        "损坏之后的各行都缺失，不能据此得出任何结论。",
    ),
    "LG405": (
        "Such a sheet would exhaust the machine; most often a format was applied to whole columns.",
        "如此大的表会耗尽机器资源，多半是整列设了格式。",
    ),
    "LG406": (
        "Which column is which would be a guess, and a title taken for a unit makes somebody answer for it.",
        "各列含义只能猜测；把标题当作单位，就会有单位无端担责。",
    ),
    "LG407": (
        "A word that is passed over leaves its column out, and nobody sees it in the result.",
        "略过一个词就少读一列，从结果中看不出来。",
    ),
    "LG408": (
        "Headers change from month to month: the column would be missing from now on.",
        "表头每月可能变动，该列自此就不再读入。",
    ),
    "LG409": (
        "Rows that were left out look like rows that were never there; hidden ones were perhaps not meant to be read.",
        "未读的行看起来就像不存在；隐藏的行也许本不打算读入。",
    ),
    "LG410": (
        "No rule sees the column under that name, though it may hold what a rule asks for.",
        "规则看不到该列，而其中可能正有规则需要的内容。",
    ),
    "LG411": (
        "When something was entered decides who knew what; a clock would give another answer tomorrow.",
        "录入日决定何时知情；若取系统时钟，明天结果就不同了。",
    ),
    "LG412": (
        "Next month's update could not be told from a new item.",
        "下月更新时，无法区分是原有事项还是新增事项。",
    ),
    "LG413": (
        "If the ledger were called complete, what those cells say would count as not done.",
        "若注明数据完整，这些单元格里的内容就会被当作没有做。",
    ),
    "LG421": (
        "The error stands where a fact was, and any value in its place would be invented.",
        "错误值占了事实的位置，填任何值都是编造。",
    ),
    "LG422": (
        "`before the end of October` of which year: the answer decides who is late.",
        "“10月底前”是哪一年的，关系到是否逾期。",
    ),
    "LG423": (
        "It is read as the spreadsheet means it; a plain number in that column would become a day of long ago.",
        "按表格软件的含义读取；该列若真是普通数字，就会变成一个久远的日期。",
    ),
    "LG424": (
        "A misspelt unit would be a new one that nobody leads and nobody tells.",
        "名称写错就成了一个无人负责、无人通知的新单位。",
    ),
    "LG425": (
        "`Nearly done` is neither done nor not done, and no rule may take it for either.",
        "“快好了”既不是完成也不是未完成，规则不能随意认作其一。",
    ),
    "LG426": (
        "0.35 may be a third or next to nothing.",
        "0.35可能是三成多，也可能几乎为零。",
    ),
    "LG427": (
        "What stands in the row belongs to no item, and counts for none.",
        "该行内容不属于任何事项，也就不计入。",
    ),
    "LG428": (
        "Whichever were taken, the other may be the right one.",
        "采用其中一行，正确的可能恰是另一行。",
    ),
    "LG429": (
        "The progress that was made would count for nobody, and the task would look idle.",
        "已有的进展不计入任何事项，该事项看起来毫无进展。",
    ),
    "LG430": (
        "A day put there by a program would acquit or convict a unit.",
        "由程序填上一个日期，就等于替单位定了是否逾期。",
    ),
    "LG431": (
        "A day that cannot be is a slip or a record made up afterwards; somebody has to look.",
        "不可能的日期不是笔误就是事后补造，须有人核实。",
    ),
    "LG432": (
        "A cell that is overwritten would move a deadline without approval and without a trace.",
        "改一个单元格就变更期限，既无批准，也无痕迹。",
    ),
    "LG433": (
        "One of the two is wrong, and a closure that is doubtful must not count.",
        "两者必有一误，存疑的销号不得算数。",
    ),
    "LG434": (
        "An extension without its day of approval may have been written in after the deadline had passed.",
        "没有批准日期的延期，可能是逾期之后补写的。",
    ),
    "LG435": (
        "Taken for an item, a total would be one more task that is late.",
        "合计行若当作事项，就多出一件逾期任务。",
    ),
    "LG436": (
        "Whoever is looked for above it is never found, and nobody is told.",
        "向上永远找不到上级，也就无人可通知。",
    ),
}
