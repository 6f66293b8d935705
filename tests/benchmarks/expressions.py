"""The eight rules as expressions, in the languages of zen-engine, cel-python and rule-engine, over `facts.contexts`.

Each gives a truth value or a rung.
"""

from __future__ import annotations

ZEN = {
    "CLOSE": "closed > 0 and not(some(acceptances as c, c.passed and c.on <= closed and some(signoffs as a, "
    'a.post == "party_secretary" and a.on >= c.on and a.on <= closed and some(signoffs as b, '
    'b.post == "government_head" and b.on >= c.on and b.on <= closed and b.person != a.person))))',
    "MONTHLY": "closed > 0 or len(months) == 0 or months[0].on <= months[0].due ? 0 : "
    "len(months) < 2 or months[1].on <= months[1].due ? 1 : "
    "len(months) < 3 or months[2].on <= months[2].due ? 2 : 3",
    "OVERDUE": "closed > 0 or deadline >= today ? 0 : today - deadline >= 90 ? 3 : today - deadline >= 30 ? 2 : 1",
    "NEAR": "closed == 0 and deadline >= today and deadline <= today + 30",
    "LAGGING": "closed == 0 and deadline >= today and progress >= 0 "
    "and (deadline - opened) * (progress + 20) < (today - opened) * 100",
    "COMMEND": "closed > 0 and warnings == 0 and closed + 15 <= deadline",
    "DISCLOSE": "closed > 0 and disclosed == 0 and today > closed + 14",
    "SAME": 'some(signoffs as a, a.post == "party_secretary" and some(signoffs as b, '
    'b.post == "government_head" and b.person == a.person))',
}

CEL = {
    "CLOSE": "closed > 0 && !acceptances.exists(c, c.passed && c.on <= closed && signoffs.exists(a, "
    'a.post == "party_secretary" && a.on >= c.on && a.on <= closed && signoffs.exists(b, '
    'b.post == "government_head" && b.on >= c.on && b.on <= closed && b.person != a.person)))',
    "MONTHLY": "closed > 0 || size(months) == 0 || months[0].on <= months[0].due ? 0 : "
    "(size(months) < 2 || months[1].on <= months[1].due ? 1 : "
    "(size(months) < 3 || months[2].on <= months[2].due ? 2 : 3))",
    "OVERDUE": "closed > 0 || deadline >= today ? 0 : (today - deadline >= 90 ? 3 : (today - deadline >= 30 ? 2 : 1))",
    "NEAR": "closed == 0 && deadline >= today && deadline <= today + 30",
    "LAGGING": "closed == 0 && deadline >= today && progress >= 0 "
    "&& (deadline - opened) * (progress + 20) < (today - opened) * 100",
    "COMMEND": "closed > 0 && warnings == 0 && closed + 15 <= deadline",
    "DISCLOSE": "closed > 0 && disclosed == 0 && today > closed + 14",
    "SAME": 'signoffs.exists(a, a.post == "party_secretary" && signoffs.exists(b, '
    'b.post == "government_head" && b.person == a.person))',
}

RULE_ENGINE = {
    "CLOSE": "closed > 0 and not ([c for c in acceptances if c['passed'] and c['on'] <= closed and "
    "[a for a in signoffs if a['post'] == 'party_secretary' and a['on'] >= c['on'] and a['on'] <= closed and "
    "[b for b in signoffs if b['post'] == 'government_head' and b['on'] >= c['on'] and b['on'] <= closed "
    "and b['person'] != a['person']].length > 0].length > 0].length > 0)",
    "MONTHLY": "(closed > 0 or months.length == 0 or months[0]['on'] <= months[0]['due']) ? 0 : "
    "((months.length < 2 or months[1]['on'] <= months[1]['due']) ? 1 : "
    "((months.length < 3 or months[2]['on'] <= months[2]['due']) ? 2 : 3))",
    "OVERDUE": "(closed > 0 or deadline >= today) ? 0 : "
    "((today - deadline >= 90) ? 3 : ((today - deadline >= 30) ? 2 : 1))",
    "NEAR": "closed == 0 and deadline >= today and deadline <= today + 30",
    "LAGGING": "closed == 0 and deadline >= today and progress >= 0 "
    "and (deadline - opened) * (progress + 20) < (today - opened) * 100",
    "COMMEND": "closed > 0 and warnings == 0 and closed + 15 <= deadline",
    "DISCLOSE": "closed > 0 and disclosed == 0 and today > closed + 14",
    "SAME": "[a for a in signoffs if a['post'] == 'party_secretary' and [b for b in signoffs "
    "if b['post'] == 'government_head' and b['person'] == a['person']].length > 0].length > 0",
}
