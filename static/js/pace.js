// How this browser wants to fill in, known before anything is drawn: one question at a time or a whole page of them,
// and whether a choice goes on by itself. Only this file and js/pace-settings.js know where that is remembered.
{
  const root = document.documentElement;
  const remembered = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const isAlone = "alone" in document.currentScript.dataset; // one question a page, whatever is wanted
  root.dataset.pace = remembered("pace") === "all" && !isAlone ? "all" : "one";
  root.dataset.byItself = remembered("by itself") === "no" ? "no" : "yes";
}
