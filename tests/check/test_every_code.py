"""Each code with its smallest rule text; `<<` marks the place it must point at."""

import pytest

DUTY = """duty D for each Task
  due: current_deadline
  fulfilled by: completion
"""

SERIES = "series pm25 on Plan each year: decimal\n"
SCORE = "score s on Unit\n  every: year\n  deduct:\n    - [x] 1 for each warning\n"

RANKING = "ranking r on Unit\n  every: month\n  ranked by: count of review\n  order: lowest first\n"

SAMPLE = "sample d on Plan\n  every: quarter\n  among: Task\n"

CASES = {
    # -- names
    "a name that nothing has": ("RC201", "define x on Task\n  means: <<dedline before as of\n"),
    "a field that the unit lacks": ("RC201", 'define x on Task\n  means: lead_unit.<<titel is "a"\n'),
    "an entity": ("RC201", "define x on <<Tesk\n  means: deadline before as of\n"),
    "an entity in a quantifier": (
        "RC201",
        "define x on Task\n  means: exists <<raport r where r.progress at least 5%\n",
    ),
    "a variable after a sound quantifier": (
        "RC201",
        "define x on Task\n  means: exists report r where <<q.progress at least 5%\n",
    ),
    "an entity of a type": ("RC201", 'parameter p: <<Unitt\n  from 2023-01-01: "a"\n'),
    "a source": ("RC201", 'define x on Task\n  cite: <<T "1" / "一"\n  means: deadline before as of\n'),
    "a ladder": ("RC201", DUTY + "  breach goes to: <<LL\nladder L\n  rung 1 -> warning\n"),
    "a ladder that is a rule": ("RC201", DUTY + "  breach goes to: <<D\n"),
    "an act of a gate": ("RC201", "gate G on Task.<<closuer\n  only if all:\n    - [a] priority\n"),
    "the rule of an exception": (
        "RC201",
        DUTY + "exception E overrides <<DD\n  applies when: priority\n  effect: excused\n",
    ),
    "a label of a gate": (
        "RC201",
        "gate G on Task.closure\n  only if all:\n    - [proof] priority\n"
        "exception E overrides G\n  applies when: priority\n  effect: permit [<<prof]\n",
    ),
    "what fulfils": ("RC201", "duty D for each Task\n  due: deadline\n  fulfilled by: <<complesion\n"),
    "a parameter of another kind of place": (
        "RC211",
        DUTY + "define x on Task\n  means: <<D is yes\n",
    ),
    "a definition on something else": (
        "RC211",
        "define late on Task\n  means: deadline before as of\ndefine x on Unit\n  means: <<late\n",
    ),
    "a duration that is no name": (
        "RC201",
        "duty D for each Task\n  due: <<spann after opened\n  fulfilled by: completion\n",
    ),
    "actor outside a gate": ("RC201", "define x on Task\n  means: <<actor is lead_unit\n"),
    "two readings": (
        "RC202",
        "duty D for each Task\n  due: deadline\n  fulfilled by: report where <<progress at least 50%\n",
    ),
    "two readings of a variable and a field": (
        "RC202",
        "define x on Task\n  means: exists report title where <<title.progress at least 5%\n",
    ),
    "an event and a judgement": (
        "RC202",
        "judgement review on Unit\n  decided by: rectification_office\n"
        "duty D for each Unit\n  due: 2023-10-31\n  fulfilled by: <<review\n",
    ),
    "an entity and a list field": (
        "RC202",
        'entity Camp also "responsible_units"\ndefine x on Task\n  means: exists <<responsible_units u\n',
    ),
    "a word of a closed list": ("RC203", "define x on Task\n  means: status is <<opne\n"),
    "a word of a closed list, first": ("RC203", "define x on Task\n  means: <<opne is status\n"),
    "a word in a default": ("RC203", "define x on Task\n  means: (status or else <<opne) is open\n"),
    "a post": ("RC203", "define x on Task\n  means: exists signature a where a by <<party_secretry\n"),
    "a measure": ("RC203", DUTY + "  rung 1 -> <<warnning\n"),
    "the post that decides": ("RC203", "judgement j on Task\n  decided by: <<rectification_offic\n"),
    "a parameter's word": ("RC203", "parameter p: one of low, high\n  from 2023-01-01: <<hihg\n"),
    "a rule's name again": ("RC204", DUTY + "define <<D on Task\n  means: deadline before as of\n"),
    "an alias again": (
        "RC204",
        'parameter p also "x": integer\n  from 2023-01-01: 1\nparameter <<q also "x": integer\n  from 2023-01-01: 1\n',
    ),
    "a definition named as a field": ("RC204", "define <<deadline on Task\n  means: priority\n"),
    "a parameter named as a field": ("RC204", "parameter <<opened: integer\n  from 2023-01-01: 1\n"),
    "a field again": ("RC204", "entity Task\n  has <<deadline: date\n"),
    "a word of a list again": ("RC204", "entity Task\n  has risk: one of low, high, <<low\n"),
    "an entity again": ("RC204", 'entity Camp also "营地"\nentity <<Camp also "野营"\n'),
    "an alias of another entity": ("RC204", 'entity <<Camp also "单位"\n'),
    "a measure that is an event": ("RC204", "measures: <<report\n"),
    "a variable again": (
        "RC204",
        "define x on Task\n  means: exists signature a, signature <<a where a by party_secretary\n",
    ),
    "a source again": ("RC204", "", '  source <<S: "again" / "再"\n'),
    "a core entity again": ("RC205", 'entity <<Task also "任务"\n'),
    "a core event as an entity": ("RC205", "entity <<report\n"),
    "a core event again": ("RC205", "event <<report part of Unit\n"),
    # -- types
    "durations of two kinds": ("RC210", "define x on Task\n  means: <<as of - opened at least 5 working days\n"),
    "durations of two kinds, added": (
        "RC210",
        "define x on Task\n  means: as of + (<<1 days + 1 months) after opened\n",
    ),
    "a parameter in another unit": ("RC210", "parameter p: days\n  from 2023-01-01: <<5 working days\n"),
    "a date and a number": ("RC211", "define x on Task\n  means: <<deadline before 30\n"),
    "a number for days": ("RC211", "define x on Task\n  means: <<deadline + 30 before as of\n"),
    "dates in order of numbers": ("RC211", "define x on Task\n  means: <<deadline at least as of\n"),
    "a day and a list": ("RC211", "define x on Task\n  means: <<responsible_units is lead_unit\n"),
    "a list in a sum": ("RC211", "define x on Task\n  means: <<responsible_units + 1 is 5\n"),
    "two entities": ("RC211", "define x on Task\n  means: <<lead_unit is this\n"),
    "a field of a date": ("RC211", 'define x on Task\n  means: deadline.<<title is "a"\n'),
    "a field of a list": ("RC211", 'define x on Task\n  means: responsible_units.<<title is "a"\n'),
    "none elsewhere": ("RC211", "define x on Task\n  means: deadline before <<none\n"),
    "none on both sides": ("RC211", "define x on Task\n  means: <<none is none\n"),
    "somebody by post": ("RC211", "define x on Task\n  means: <<lead_unit by party_secretary\n"),
    "a post of somebody": (
        "RC211",
        "define x on Task\n  means: exists signature a where a by party_secretary of <<a.person\n",
    ),
    "a post of several": (
        "RC211",
        "define x on Task\n  means: exists signature a where a by party_secretary of <<responsible_units\n",
    ),
    "within something": ("RC211", "define x on Task\n  means: opened within <<deadline\n"),
    "something within": ("RC211", "define x on Task\n  means: <<title within the last 5 days\n"),
    "a duration of a duration": (
        "RC211",
        "parameter p: days\n  from 2023-01-01: 5\ndefine x on Task\n  means: opened within the last <<p days\n",
    ),
    "a duration of a field": (
        "RC211",
        "entity Task\n  has n: integer\ndefine x on Task\n  means: opened within the last <<n days\n",
    ),
    "a default of another kind": ("RC211", "define x on Task\n  means: <<(deadline or else 5) before as of\n"),
    "a period without every": (
        "RC211",
        "duty D for each Task\n  due: deadline\n  fulfilled by: report where covers is <<this.period\n",
    ),
    "a day of no period": (
        "RC211",
        "duty D for each Task\n  due: <<by day 5 of the next period\n  fulfilled by: report\n",
    ),
    "the end of no period": ("RC211", "duty D for each Task\n  due: <<by end of this period\n  fulfilled by: report\n"),
    "a due day that is a text": ("RC211", "duty D for each Task\n  due: <<title\n  fulfilled by: report\n"),
    "a day worked out": (
        "RC211",
        "duty D for each Task\n  every: month\n  due: by day <<2 + 3 of the next period\n  fulfilled by: report\n",
    ),
    "a day that is a text": (
        "RC211",
        "duty D for each Task\n  every: month\n  due: by day <<title of the next period\n  fulfilled by: report\n",
    ),
    "every for an event": (
        "RC211",
        "standing X for each warning\n  <<every: month\n  must: exists reply\n",
    ),
    "a rule for each person": ("RC211", "notice N for each <<Person\n  when: as of after 2023-05-01\n"),
    "an event of a text": ("RC211", "event visit part of <<Person\n"),
    "sent to a date": ("RC211", DUTY + "  rung 1 -> warning sent to <<deadline\n"),
    "a ladder for each task": (
        "RC211",
        DUTY + "  breach goes to: L\nladder L for each <<Task\n  rung 1 -> warning\n",
    ),
    "rungs after months": ("RC211", "standing X for each Task\n  must: priority\n  rung after <<2 months -> warning\n"),
    "lasting months": ("RC211", "standing X for each Task\n  must: priority\n  after lasting: <<2 months\n"),
    "lasting something": ("RC211", "standing X for each Task\n  must: priority\n  after lasting: <<title days\n"),
    "lasting a number without a unit": (
        "RC211",
        "parameter p: integer\n  from 2023-01-01: 5\nstanding X for each Task\n  must: priority\n"
        "  after lasting: <<p\n",
    ),
    "a rung at something": ("RC211", "standing X for each Task\n  must: priority\n  rung <<title -> warning\n"),
    "four names at once": (
        "RC215",
        "standing X for each Task\n  must: exists evidence a, evidence b, evidence c, <<evidence d\n",
    ),
    "due in something": ("RC211", DUTY + "  rung 1 -> warning, due in <<title days\n"),
    "fulfilled by an entity": ("RC211", "duty D for each Task\n  due: deadline\n  fulfilled by: <<Unit\n"),
    "fulfilled by a definition": (
        "RC211",
        "define late on Task\n  means: deadline before as of\nduty D for each Task\n  due: deadline\n"
        "  fulfilled by: <<late\n",
    ),
    "fulfilled by a judgement of something else": (
        "RC211",
        "judgement j on Plan\n  decided by: rectification_office\n"
        "duty D for each Task\n  due: deadline\n  fulfilled by: <<j\n",
    ),
    "fulfilled by a judgement with a condition": (
        "RC211",
        "judgement j on Task\n  decided by: rectification_office\n"
        "duty D for each Task\n  due: deadline\n  fulfilled by: <<j where priority\n",
    ),
    "a parameter's value": ("RC211", 'parameter p: integer\n  from 2023-01-01: <<"a"\n'),
    "a parameter's fraction": ("RC211", "parameter p: integer\n  from 2023-01-01: <<1.5\n"),
    "a parameter's list": ("RC211", "parameter p: date\n  from 2023-01-01: <<[2023-01-01]\n"),
    "a parameter's word of another kind": ("RC211", "parameter p: one of low, high\n  from 2023-01-01: <<5\n"),
    "a parameter's unit": ("RC211", "parameter p: Unit\n  from 2023-01-01: <<5\n"),
    "a parameter's days": ("RC211", "parameter p: integer\n  from 2023-01-01: <<5 days\n"),
    "no condition": ("RC212", "define x on Task\n  means: not <<deadline\n"),
    "no condition among others": ("RC212", "define x on Task\n  means: priority and <<as of - opened\n"),
    "a percent and a number": (
        "RC214",
        "define x on Task\n  means: exists report r where r.progress at least <<50\n",
    ),
    "a number and a percent": (
        "RC214",
        "define x on Task\n  means: count of report at least 5%\n".replace("count", "<<count"),
    ),
    "a parameter's percent": ("RC214", "parameter p: percent\n  from 2023-01-01: <<50\n"),
    "a parameter's number": ("RC214", "parameter p: decimal\n  from 2023-01-01: <<50%\n"),
    # -- absence and unknown
    "absence without a meaning": (
        "RC230",
        "event visit part of Task\nduty D for each Task\n  due: deadline\n  fulfilled by: <<visit\n",
    ),
    "absence counted": (
        "RC230",
        "event visit part of Task\nstanding X for each Task\n  must: count of <<visit at least 1\n",
    ),
    "absence through a definition": (
        "RC230",
        "event visit part of Task\ndefine seen on Task\n  means: exists visit\n"
        "standing X for each Task\n  must: <<seen\n",
    ),
    "absence through two definitions": (
        "RC230",
        "event visit part of Task\ndefine seen on Task\n  means: count of visit at least 1\n"
        "define fine on Task\n  means: seen or priority\n"
        "duty X for each Task\n  due: deadline\n  while: <<fine\n  fulfilled by: report u where u.on after opened\n",
    ),
    # -- the rule set
    "two rule sets": ("RC223", 'ruleset <<Q "q" / "问"\n'),
    "a roll": ("RC310", '# dialect: en\nruleset <<R "r" / "规"\n' + DUTY, None),
    "a validity backwards": ("RC301", DUTY + "  in force: <<from 2024-01-01 to 2023-01-01\n"),
    "two values of a day": ("RC301", "parameter p: integer\n  from 2023-01-01: 1\n  from <<2023-01-01: 2\n"),
    "a value too late": ("RC301", "parameter p: integer\n  from <<2023-05-01: 1\n"),
    # -- rules
    "an event without an owner": ("RC113", "event <<visit complete\n"),
    "rungs and a ladder": (
        "RC240",
        DUTY + "  breach goes to: L\n  rung <<1 -> warning\nladder L\n  rung 1 -> warning\n",
    ),
    "rungs and a call": (
        "RC240",
        "notice N for each Task\n  when: priority\n  call for: reminder\n  rung after <<1 day -> warning\n",
    ),
    "rungs of two kinds": ("RC241", DUTY + "  rung 1 -> reminder\n  rung after <<5 days -> warning\n"),
    "a notice by number": ("RC241", "notice N for each Task\n  when: priority\n  rung <<1 -> warning\n"),
    "a duty that feeds days": (
        "RC241",
        DUTY + "  breach goes to: <<L\nladder L\n  rung after 5 days -> warning\n",
    ),
    "rungs that fall": ("RC242", DUTY + "  rung 2 -> reminder\n  rung <<1 -> warning\n"),
    "rungs in two units": (
        "RC242",
        "standing X for each Task\n  must: priority\n  rung after 1 day -> reminder\n"
        "  rung after <<5 working days -> warning\n",
    ),
    "two rules in a row": (
        "RC243",
        DUTY + "  breach goes to: L\n" + DUTY.replace("D for", "E for") + "  breach goes to: <<L\n"
        "ladder L\n  rung 1 -> warning\n",
    ),
    "two rules about different things": (
        "RC243",
        DUTY + "  breach goes to: L\nduty E for each Unit\n  due: 2023-10-31\n  fulfilled by: study\n"
        "  breach goes to: <<L\nladder L\n  counting: in total\n  rung 1 -> warning\n",
    ),
    "a ladder nobody feeds": ("RC244", "ladder <<L\n  rung 1 -> warning\n"),
    "an act of something else": ("RC245", "gate G on Task.<<study\n  only if all:\n    - [a] priority\n"),
    "an act without its entity": ("RC245", "gate G on <<closure\n  only if all:\n    - [a] as of after 2023-05-01\n"),
    "fulfilled by an event of something else": (
        "RC245",
        "duty D for each Task\n  due: deadline\n  fulfilled by: <<study\n",
    ),
    "an exception to a parameter": (
        "RC246",
        "parameter p: integer\n  from 2023-01-01: 1\n"
        "exception E overrides <<p\n  applies when: as of after 2023-05-01\n  effect: excused\n",
    ),
    "an effect that does not fit": (
        "RC246",
        "standing X for each Task\n  must: priority\nexception E overrides X\n  applies when: priority\n"
        "  effect: <<excused\n",
    ),
    "an exception that is set aside": (
        "RC246",
        DUTY + "exception E overrides D\n  applies when: priority\n  effect: <<set aside\n",
    ),
    "a label again": (
        "RC247",
        "gate G on Task.closure\n  only if all:\n    - [a] priority\n    - [<<a] status is open\n",
    ),
    "a circle of one": ("RC412", "define <<x on Task\n  means: not x\n"),
    "a circle of two": ("RC412", "define y on Task\n  means: x\ndefine <<x on Task\n  means: not y\n"),
    "an aggregate on an event": ("RC211", "aggregate a on <<report\n  over: Task\n  value: count\n"),
    "several ways from a row to the unit": (
        "RC270",
        "aggregate a on Unit\n  over: <<Task t where t.priority\n  value: count\n",
    ),
    "no way from an event to the unit": ("RC270", "aggregate a on Unit\n  over: <<report\n  value: count\n"),
    "no way from a person to the unit": ("RC270", "aggregate a on Unit\n  over: <<Person\n  value: count\n"),
    "a way that leads elsewhere": (
        "RC211",
        "aggregate a on Unit\n  over: Task grouped by <<title\n  value: count\n",
    ),
    "a way there is not": ("RC201", "aggregate a on Unit\n  over: Task grouped by <<lead_unti\n  value: count\n"),
    "a way where none is needed": (
        "RC211",
        "aggregate a on Plan\n  over: Task grouped by <<lead_unit\n  value: count\n",
    ),
    "a ranking of persons": (
        "RC283",
        "ranking r on <<Person\n  every: month\n  ranked by: 1\n  order: lowest first\n",
    ),
    "a ranking of what there is not": (
        "RC201",
        "ranking r on <<Unti\n  every: month\n  ranked by: 1\n  order: lowest first\n",
    ),
    "a ranking by a text": (
        "RC211",
        "ranking r on Unit\n  every: month\n  ranked by: <<title\n  order: lowest first\n",
    ),
    "a ranking of those of which a text is": (
        "RC212",
        "ranking r on Unit\n  every: month\n  ranked: <<title\n  ranked by: 1\n  order: lowest first\n",
    ),
    "a ranking that leaves out a text": (
        "RC212",
        "ranking r on Unit\n  every: month\n  left out: <<title\n  ranked by: 1\n  order: lowest first\n",
    ),
    "places of what is no ranking": (
        "RC283",
        RANKING + "define y on Unit\n  means: <<count of review among the first 3\n",
    ),
    "places of how many are ranked": ("RC283", RANKING + "define y on Unit\n  means: <<r.ranked among the first 3\n"),
    "no places": ("RC281", RANKING + "define y on Unit\n  means: r among the last <<0\n"),
    "places that a parameter makes none": (
        "RC281",
        RANKING + "parameter k: integer\n  from 2023-01-01: 3\n  from 2023-05-01: repealed\n  from 2024-01-01: 0\n"
        "define y on Unit\n  means: r among the last <<k\n",
    ),
    "places worked out": ("RC283", RANKING + "define y on Unit\n  means: r among the last <<r.ranked\n"),
    "places that are no whole number": ("RC211", RANKING + "define y on Unit\n  means: r among the last <<1.5\n"),
    "places of a name there is not": ("RC201", RANKING + "define y on Unit\n  means: <<rr among the last 1\n"),
    "a ranking for another kind of period": (
        "RC211",
        RANKING + "define y on Unit\n  means: r for <<2023 among the last 1\n",
    ),
    "a part of a ranking that it has not": ("RC211", RANKING + "define y on Unit\n  means: r.<<size at least 1\n"),
    "a part of a part of a ranking": ("RC211", RANKING + "define y on Unit\n  means: r.ranked.<<ranked at least 1\n"),
    "a circle through a ranking": (
        "RC412",
        "ranking <<r on Unit\n  every: month\n  ranked: y\n  ranked by: 1\n  order: lowest first\n"
        "define y on Unit\n  means: r at least 2\n",
    ),
    "a ranking that a missing fact could better": (
        "RC221",
        "ranking r on Task\n  every: month\n  left out: deadline is missing\n  ranked by: 1\n  order: lowest first\n"
        "gate G on Task.closure\n  only if all:\n    - [a] <<r among the first 3\n",
    ),
    "a ranking that rests on absence without a meaning": (
        "RC230",
        "event visit part of Unit\n"
        "ranking r on Unit\n  every: month\n  ranked by: count of visit\n  order: lowest first\n"
        "standing X for each Unit\n  must: <<r among the first 3\n",
    ),
    "a rank expected that is none": (
        "RC211",
        RANKING + 'scenario "x"\n  given Unit U\n  as of: 2023-05-01\n  expect r(U, 2023-05) is <<"x"\n',
    ),
    "a rank expected for no period": (
        "RC211",
        RANKING + 'scenario "x"\n  given Unit U\n  as of: 2023-05-01\n  expect r(<<U) is 1\n',
    ),
    "a share of nothing": ("RC271", "aggregate a on Plan\n  over: Task\n  value: <<share where priority\n"),
    "a sum of texts": ("RC211", "aggregate a on Plan\n  over: Task t\n  value: sum of <<t.title\n"),
    "the least of texts": (
        "RC211",
        "aggregate a on Plan\n  over: Task t\n  value: least of <<t.title\n  when empty: not applicable\n",
    ),
    "a value over nothing of another kind": (
        "RC211",
        "aggregate a on Plan\n  over: Task\n  value: share where priority\n  when empty: <<2023-05-01\n",
    ),
    "a circle through an aggregate": (
        "RC412",
        "aggregate <<a on Plan\n  over: Unit u where u.b\n  value: count\n"
        "define b on Unit\n  means: exists Plan p where p.a at least 1\n",
    ),
    "a rate that a missing fact could lower": (
        "RC221",
        "aggregate a on Unit\n  over: Task t grouped by lead_unit where t.deadline is missing\n  value: count\n"
        "gate G on Unit.review\n  only if all:\n    - [a] <<a at most 3\n",
    ),
    "a rate that rests on absence without a meaning": (
        "RC230",
        "event visit part of Task\naggregate a on Plan\n  over: visit\n  value: count\n"
        "standing X for each Plan\n  must: <<a at least 1\n",
    ),
    "a series without its period": ("RC272", SERIES + "define x on Plan\n  means: <<pm25 at most 29\n"),
    "a period of what is no series": ("RC272", "define x on Plan\n  means: <<issued for 2023 is 2023-01-01\n"),
    "a period of another kind": ("RC272", SERIES + "define x on Plan\n  means: pm25 for <<2023-05 at most 29\n"),
    "a duty's period of another kind": (
        "RC272",
        SERIES + "duty D for each Plan\n  every: month\n  while: pm25 for <<this.period at most 29\n"
        "  due: by end of this period\n  fulfilled by: reply\n",
    ),
    "no period": ("RC211", SERIES + "define x on Plan\n  means: pm25 for <<title at most 29\n"),
    "an unknown series": ("RC201", SERIES + "define x on Plan\n  means: <<pm52 for 2023 at most 29\n"),
    "the same week of last year": (
        "RC272",
        "series n on Plan each week: integer\ndefine x on Plan\n  means: n for <<the same period last year is 1\n",
    ),
    "a series of texts": ("RC211", "series n on Plan each year: <<text\n"),
    "a series on an event": ("RC211", "series n on <<report each year: integer\n"),
    "a series on nothing known": ("RC201", "series n on <<Pln each year: integer\n"),
    "grades that overlap": ("RC280", SCORE + "  grade <<a: at least 50\n  grade b: less than 60\n"),
    "grades that leave a gap": ("RC280", SCORE + "  grade <<a: at least 80\n  grade b: less than 60\n"),
    "two highest grades": (
        "RC280",
        SCORE + "  grade <<a: at least 80\n  grade b: at least 60\n  grade c: less than 60\n",
    ),
    "two lowest grades": (
        "RC280",
        SCORE + "  grade b: at least 60\n  grade <<c: less than 60\n  grade a: less than 50\n",
    ),
    "no lowest grade": ("RC280", SCORE + "  grade <<a: at least 60\n"),
    "a lowest grade above the floor": ("RC280", SCORE + "  floor: 10\n  grade <<a: at least 60\n"),
    "no highest grade": ("RC280", SCORE + "  cap: 100\n  grade <<a: less than 100\n"),
    "a grade of nothing": ("RC280", SCORE + "  grade <<a: at least 60, less than 60\n"),
    "a grade twice": ("RC204", SCORE + "  grade a: at least 60\n  grade <<a: less than 60\n"),
    "a bound that is no number": ("RC214", SCORE + "  grade a: at least <<60%\n"),
    "a veto without grades": ("RC280", SCORE + "  <<veto:\n    - [v] exists accountability\n"),
    "grades that overlap, the highest written last": (
        "RC280",
        SCORE + "  grade b: less than 60\n  grade <<a: at least 50\n",
    ),
    "a line that gives less than nothing": ("RC281", SCORE + "  add:\n    - [s] <<-1 for each review\n"),
    "points below zero": ("RC281", SCORE + "  floor: <<-1\n"),
    "points that are a percent": ("RC211", SCORE + "  floor: <<10%\n"),
    "a step of nothing": ("RC281", SCORE + "  add:\n    - [s] 1 for every <<0 of count of review\n"),
    "a step of another kind": ("RC211", SCORE + "  add:\n    - [s] 1 for every <<count of review of 3\n"),
    "a measure that is none": ("RC211", SCORE + "  add:\n    - [s] 1 for every 1 of <<title\n"),
    "a limit that is no number": ("RC211", SCORE + "  add:\n    - [s] 1 if (exists review), at most <<title\n"),
    "a condition that is none": ("RC212", SCORE + "  capped:\n    - [s] 89 if <<title\n"),
    "a veto that is no condition": ("RC212", SCORE + "  veto:\n    - [s] <<title\n  grade a: at least 0\n  floor: 0\n"),
    "rows there are not": ("RC201", SCORE + "  add:\n    - [s] 1 for each <<reveiw\n"),
    "one label for two lines": ("RC247", SCORE + "  add:\n    - [<<x] 1 for each review\n"),
    "a score for a month": ("RC211", SCORE + "define y on Unit\n  means: s for <<2023-05 at least 60\n"),
    "a score for the month of a duty": (
        "RC211",
        SCORE + "duty D for each Unit\n  every: month\n  due: by end of this period\n"
        "  fulfilled by: review where s for <<this.period at least 60\n",
    ),
    "a period that is none": ("RC211", SCORE + "define y on Unit\n  means: s for <<title at least 60\n"),
    "a part of a score that it has not": ("RC211", SCORE + "define y on Unit\n  means: s.<<grade is a\n"),
    "a part of a part of a score": ("RC211", SCORE + "define y on Unit\n  means: s.deducted.<<grade is a\n"),
    "a grade there is not": (
        "RC203",
        SCORE + "  grade a: at least 0\n  floor: 0\ndefine y on Unit\n  means: s.grade is <<b\n",
    ),
    "a circle through a score": (
        "RC412",
        "score <<s on Unit\n  every: year\n  add:\n    - [x] 1 if y\ndefine y on Unit\n  means: s at least 60\n",
    ),
    "a score that a missing fact could raise": (
        "RC221",
        "score s on Task\n  every: year\n  add:\n    - [x] 1 if deadline is missing\n"
        "gate G on Task.closure\n  only if all:\n    - [a] <<s at least 1\n",
    ),
    "a score that rests on absence without a meaning": (
        "RC230",
        "event visit part of Unit\nscore s on Unit\n  every: year\n  deduct:\n    - [x] 1 if no visit\n"
        "standing X for each Unit\n  must: <<s at least 1\n",
    ),
    "a grade expected that there is not": (
        "RC203",
        SCORE + 'scenario "x"\n  given Unit U\n  as of: 2023-05-01\n  expect s(U, 2023) is <<gut\n',
    ),
    "a period expected that it does not come in": (
        "RC211",
        SCORE + 'scenario "x"\n  given Unit U\n  as of: 2023-05-01\n  expect s(U, <<2023-05) is 1\n',
    ),
    # -- samples
    "more than all": ("RC281", SAMPLE + "  share: <<130%\n"),
    "a sample of nothing": ("RC281", SAMPLE + "  share: <<0%\n"),
    "a parameter of more than all": (
        "RC281",
        SAMPLE + "  share: <<p\nparameter p: percent\n  from 2023-01-01: 30%\n  from 2024-01-01: 130%\n",
    ),
    "a share that is a number": ("RC211", SAMPLE + "  share: <<3\n"),
    "a number drawn that is worked out": ("RC282", SAMPLE + "  at least: <<count of Unit\n"),
    "none at least": ("RC281", SAMPLE + "  at least: <<0\n"),
    "a weight of nothing": ("RC281", SAMPLE + "  share: 30%\n  weight: <<0\n"),
    "a weight below nothing": ("RC281", SAMPLE + "  share: 30%\n  weight: <<-2\n"),
    "a weight beyond what anybody would check": ("RC281", SAMPLE + "  share: 30%\n  weight: <<101\n"),
    "a parameter that is no weight": (
        "RC281",
        SAMPLE + "  share: 30%\n  weight: <<p\nparameter p: integer\n  from 2023-01-01: 3\n  from 2024-01-01: 0\n",
    ),
    "a weight that is a percent": ("RC211", SAMPLE + "  share: 30%\n  weight: <<30%\n"),
    "a weight that nobody declared": ("RC201", SAMPLE + "  share: 30%\n  weight: <<wieght\n"),
    "a stratum by a day": ("RC211", SAMPLE + "  share: 30%\n  by: <<opened\n"),
    "a sample of nothing known": ("RC201", "sample d on Plan\n  every: quarter\n  among: <<Tsk\n  share: 30%\n"),
    "a sample of events": ("RC282", "sample d on Plan\n  every: quarter\n  among: <<reminder\n  share: 30%\n"),
    "the plan's warnings": (
        "RC282",
        "sample d on Plan\n  every: quarter\n  among: Unit where <<exists warning\n  share: 30%\n",
    ),
    "anybody's closures": ("RC282", SAMPLE + "  share: 30%\n  weight: 1 + <<count of closure\n"),
    "anybody's closures, after the day of the row": (
        "RC282",
        SAMPLE.replace("Task", "Task where <<exists closure c where c.on after opened") + "  share: 30%\n",
    ),
    "strata by what became of a rule": (
        "RC282",
        SAMPLE + "  share: 30%\n  by: <<exists M m where m.state is missed\n"
        "duty M for each Task\n  every: month\n  due: by end of this period, same day\n  fulfilled by: report\n",
    ),
    "inspectors that are units": ("RC282", SAMPLE + "  share: 30%\n  inspectors: <<Unit\n"),
    "inspectors by no condition": ("RC212", SAMPLE + "  share: 30%\n  inspectors: Person where <<name\n"),
    "a sample for a unit": ("RC282", "sample d on <<Unit\n  every: quarter\n  among: Task\n  share: 30%\n"),
    "a sample on nothing known": ("RC201", "sample d on <<Pln\n  every: quarter\n  among: Task\n  share: 30%\n"),
    "drawn in nothing known": ("RC201", SAMPLE + "  share: 30%\ndefine y on Task\n  means: drawn in <<dd\n"),
    "drawn in something else": (
        "RC282",
        "define x on Task\n  means: priority\ndefine y on Task\n  means: drawn in <<x\n",
    ),
    "drawn in a path": ("RC282", SAMPLE + "  share: 30%\ndefine y on Task\n  means: drawn in <<title.d\n"),
    "drawn for a month": (
        "RC211",
        SAMPLE + "  share: 30%\ndefine y on Task\n  means: drawn in d for <<2023-05\n",
    ),
    "drawn for no period": ("RC211", SAMPLE + "  share: 30%\ndefine y on Task\n  means: drawn in d for <<title\n"),
    "nothing here to draw": ("RC282", SAMPLE + "  share: 30%\ndefine y on Unit\n  means: <<drawn in d\n"),
    "a unit drawn among tasks": (
        "RC211",
        SAMPLE + "  share: 30%\ndefine y on Task\n  means: <<territory drawn in d\n",
    ),
    "a circle through a sample": (
        "RC412",
        "sample <<d on Plan\n  every: quarter\n  among: Task where y\n  share: 30%\n"
        "define y on Task\n  means: drawn in d\n",
    ),
    "a sample that a missing fact could fill": (
        "RC221",
        "sample d on Plan\n  every: quarter\n  among: Task where deadline is missing\n  share: 30%\n"
        "gate G on Task.closure\n  only if all:\n    - [a] <<drawn in d\n",
    ),
    "somebody else expected to inspect": (
        "RC211",
        SAMPLE + '  share: 30%\nscenario "x"\n  given Task T {opened: 2023-05-01}\n  as of: 2023-05-01\n'
        "  expect d(T, 2023-Q2) is <<WANG\n",
    ),
    # -- looked after
    "no citation": ("RC501", "define <<x on Task\n  means: priority\n"),
    "no scenario": ("RC502", 'standing <<X for each Task\n  cite: S "1" / "一"\n  must: priority\n'),
    "no decider": ("RC506", "judgement <<j on Task\n"),
    "a blanket permit": (
        "RC508",
        "gate G on Task.closure\n  only if all:\n    - [a] priority\nexception E overrides G\n"
        "  applies when: priority\n  effect: <<permit all\n",
    ),
    "a text in one language": ("RC607", 'standing X <<"only this" for each Task\n  must: priority\n'),
}


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_one_message_at_its_place(bench, case):
    code, *texts = CASES[case]
    if len(texts) == 1:
        bench.found(code, texts[0])
    elif texts[1] is None:
        bench.found(code, texts[0], head=False)
    else:
        lines = bench.head["en"].splitlines(keepends=True)
        bench.found(code, "".join([*lines[:6], texts[1], *lines[6:]]) + texts[0], head=False)
