/* The time in Vietnam: what is open now, the next session of a program, when a result is due.
   Days are counted from 1970-01-01 in Vietnam (UTC+7, no summer time since 1975), minutes from
   midnight there, weekdays 0 (Monday) to 6. The zone of the phone is never asked.
   SITE is made by src/render/clock.rs and says which days are known at all. An answer that
   would need any other day is null, and the page keeps its static text: a silent line is better than
   a wrong one. */

function vietnam(ms) {
  const minutes = Math.floor(ms / 6e4) + 420;
  return { day: Math.floor(minutes / 1440), minute: minutes % 1440 };
}

/* A made-up day works as the day that was taken off: with its hours and its programs. */
function weekdayOf(day) {
  return ((SITE.on[day] || day) + 3) % 7;
}

/* Days off and made-up days bind offices. Whether a village hall keeps them nobody has said, so
   those days are unknown to hours that are a hall's `own`. */
function knows(day, own) {
  return SITE.known.some((span) => span[0] <= day && day <= span[1])
    && !(own && (day in SITE.off || day in SITE.on));
}

function hoursOn(day, week) {
  return day in SITE.off ? [] : week[weekdayOf(day)];
}

/* Whether a day counts in a term of working days. A counter that opens on Saturday for receiving
   files makes no working day of it; counting it could promise a result too early. */
function isWorkday(day) {
  return weekdayOf(day) < 5 && hoursOn(day, SITE.hours).length;
}

/* The stretch of opening hours that runs or comes next, within 60 days; `before`: when the one before
   it on the same day closed, only of today. */
function nextStretch(now, week, own) {
  for (let day = now.day; week && day < now.day + 60 && knows(day, own); day++) {
    let before = 0;
    for (const [open, close] of hoursOn(day, week)) {
      if (day > now.day || now.minute < close) {
        return { day, open, close, before, runs: day === now.day && open <= now.minute };
      }
      before = close;
    }
  }
  return null;
}

/* {until}, or the next opening {day, time}, `lunch` in the break around noon, `off`: the name of
   today's day off. */
function openState(ms, week, own) {
  const now = vietnam(ms);
  const next = nextStretch(now, week, own);
  if (!next) return next;
  const { day, open, before } = next;
  if (next.runs) return { until: next.close };
  const lunch = before && before <= 720 && open >= 720;
  return { day, time: open, lunch, off: SITE.off[now.day] };
}

/* {until} while it runs, {day, hours} of the next one ([]: the plan gives no clock time),
   {over: true} after the last. Never on a day off. */
function session(program, ms) {
  const now = vietnam(ms);
  if (!program) return null;
  for (let day = Math.max(now.day, program.from); day < now.day + 60; day++) {
    if (day > program.to) return { over: true };
    if (day < program.sure || !knows(day)) return null;
    if (day in SITE.off || program.days.indexOf(weekdayOf(day)) < 0) continue;
    const hours = (program.hours || hoursOn(day, SITE.hours))
      .filter((one) => day > now.day || now.minute < one[1]);
    /* Hours in words (0): today's session may be over once the office has closed, or not. */
    if (program.hours === 0) return day > now.day || hours.length ? { day, hours: [] } : null;
    if (hours.length) {
      return day === now.day && hours[0][0] <= now.minute ? { until: hours[0][1] } : { day, hours };
    }
  }
  return null;
}

/* When a file handed in now, or at the next opening, is answered at the latest.
   The day of filing does not count (Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2: "Khi thời hạn được
   xác định bằng ngày, tuần, tháng, quý, năm thì ngày đầu tiên của thời hạn không được tính mà tính từ
   ngày tiếp theo liền kề"); a term that ends on a day of rest ends with the next working day (Điều 148
   khoản 5). `time` has one of working, days, same, and perhaps a cutoff: after it a term of several
   days can be read in two ways, so nothing is said. */
function resultDay(time, ms) {
  const now = vietnam(ms);
  const filed = nextStretch(now, SITE.hours);
  if (!filed) return filed;
  const { runs, open, close } = filed;
  const late = (runs ? now.minute : open) >= time.cutoff;
  const one = time.working === 1;
  if (time.same ? !isWorkday(filed.day) : late && !one) return null;
  let left = time.same ? +late : time.working || 1;
  let day = filed.day + (time.days ? time.days - 1 : 0);
  const same = !left;
  while (left) {
    day++;
    if (!knows(day)) return null;
    if (isWorkday(day)) left--;
  }
  const before = !late && !one && (runs || time.cutoff < close) && time.cutoff;
  return { runs, open, filed: filed.day, before, day, same };
}

/* In words, by the strings of the group `clock`. */

function clockWords(key, values) {
  return T.clock[key].replace(/{(\w+)}/g, (mark, name) => values[name]);
}

function timeWords(minute) {
  return Math.floor(minute / 60) + ":" + String(minute % 60).padStart(2, "0");
}

function dayWords(day, ms) {
  const ahead = day - vietnam(ms).day;
  const date = new Date((day || 0) * 864e5).toISOString();
  return ahead > 1 ? T.clock.days[(day + 3) % 7] + " " + date.slice(8, 10) + "/" + date.slice(5, 7)
    : T.clock[ahead ? "tomorrow" : "today"];
}

function openWords(state, ms) {
  if (!state) return "";
  const { until, off, lunch } = state;
  const time = timeWords(until || state.time);
  const day = dayWords(state.day, ms);
  return clockWords(until ? "open" : lunch ? "lunch" : off ? "holiday" : "closed", { time, day, off });
}

function sessionWords(next, ms) {
  if (!next) return "";
  const { until, over } = next;
  const hours = next.hours && next.hours.map((one) => one.map(timeWords).join("–")).join(", ");
  const day = dayWords(next.day, ms);
  const time = timeWords(until);
  return clockWords(over ? "over" : until ? "runs" : hours ? "next" : "next_day", { day, hours, time });
}

function resultWords(answer, ms) {
  if (!answer) return "";
  const { runs, open, before, same } = answer;
  const by = dayWords(answer.day, ms);
  let day = dayWords(answer.filed, ms);
  if (!runs) day = clockWords(open < 720 ? "morning" : "afternoon", { day });
  const time = timeWords(before);
  const when = before ? clockWords("before", { day, time }) : runs ? T.clock.at_once : day;
  return clockWords(same ? "same" : "result", { when, day: by });
}

/* Fills the page now, at each full minute, and when somebody comes back to it. */
function startClock() {
  function fill(name, words) {
    document.querySelectorAll("[data-" + name + "]").forEach((element) => {
      const text = words(element.dataset[name], element.classList);
      if (element.textContent !== text) element.textContent = text;
      element.hidden = !text;
    });
  }
  function tick() {
    const ms = Date.now();
    fill("open", (own, classes) => {
      const state = openState(ms, own ? JSON.parse(own) : SITE.hours, own);
      classes.toggle("open", state && state.until > 0);
      classes.toggle("closed", state && !state.until);
      return openWords(state, ms);
    });
    fill("session", (number) => sessionWords(session(SITE.programs[number], ms), ms));
    fill("result", (time) => resultWords(resultDay(JSON.parse(time), ms), ms));
  }
  function go() {
    tick();
    setTimeout(go, 6e4 - Date.now() % 6e4);
  }
  document.addEventListener("visibilitychange", tick);
  go();
}
