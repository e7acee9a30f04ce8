// stub
function openWords() { return ""; }
function startClock() {}
