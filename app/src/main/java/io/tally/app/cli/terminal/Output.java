// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How is what happens told on standard output and standard error?
///
/// On a terminal the progress is written over in its place; in a pipe it is new lines each time;
/// with `--json` everything is one JSON object a line, with the field `event` first. Problems go to
/// standard error, and with `--json` to standard output, too. Threads: any.
public final class Output {
  /// The three forms.
  enum Form {
    TERMINAL,
    LINES,
    JSON
  }

  private static final int PROGRESS_WIDTH = 100;

  // ECMA-48: what a terminal does that is told so.
  private static final String NO_WRAP = "\u001b[?7l"; // a long line is cut at the right edge
  private static final String WRAP = "\u001b[?7h";
  private static final String TO_LINE_END = "\u001b[K"; // erases
  private static final String TO_SCREEN_END = "\u001b[J"; // erases

  private final Form form;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean commands; // whether the terminal knows them
  private boolean progressShown;
  private int below; // lines of progress under the first

  Output(Form form, boolean commands, PrintStream out, PrintStream err) {
    this.form = form;
    this.commands = commands;
    this.out = out;
    this.err = err;
  }

  /// The form that fits where standard output goes.
  public static Output of(boolean json) {
    Form form = json ? Form.JSON : Terminal.isThere() ? Form.TERMINAL : Form.LINES;
    return new Output(form, Terminal.knowsCommands(), System.out, System.err);
  }

  /// Something happened that stays true.
  ///
  /// @param sentence empty when it is worth no line, but to programs that read
  public synchronized void event(String name, String sentence, Map<String, Object> fields) {
    clearProgress();
    if (form == Form.JSON) {
      json(name, fields);
    } else if (!sentence.isEmpty()) {
      out.println(sentence);
    }
    out.flush();
  }

  /// Whether standard output has letters for all of it.
  public boolean canWrite(String text) {
    return out.charset().newEncoder().canEncode(text);
  }

  /// How it goes, until the next time.
  public void progress(String name, String line, Map<String, Object> fields) {
    progress(name, line, List.of(), fields);
  }

  /// How it goes, until the next time, in several lines.
  ///
  /// @param more lines under the first, left out on a terminal that can only go back in one
  public synchronized void progress(
      String name, String line, List<String> more, Map<String, Object> fields) {
    switch (form) {
      case JSON -> json(name, fields);
      case LINES -> {
        out.println(line);
        more.forEach(out::println);
      }
      case TERMINAL -> {
        if (commands && !more.isEmpty()) {
          writeOver(line, more);
        } else {
          out.printf("\r%-" + PROGRESS_WIDTH + "s", line);
        }
        progressShown = true;
      }
    }
    out.flush();
  }

  private void writeOver(String line, List<String> more) {
    goUp();
    out.print(NO_WRAP + line + TO_LINE_END);
    more.forEach(each -> out.print("\n" + each + TO_LINE_END));
    out.print(TO_SCREEN_END + WRAP);
    below = more.size();
  }

  /// To the beginning of what is to be written over.
  private void goUp() {
    out.print("\r" + (below > 0 ? "\u001b[%dA".formatted(below) : ""));
    below = 0;
  }

  /// Something failed, or is worth a warning.
  public synchronized void problem(String sentence) {
    clearProgress();
    if (form == Form.JSON) {
      json("problem", Map.of("sentence", sentence));
      out.flush();
    }
    err.println("tally: " + sentence);
    err.flush();
  }

  /// Leaves the cursor on an empty line.
  public synchronized void end() {
    if (progressShown) {
      out.println();
      out.flush();
      progressShown = false;
      below = 0;
    }
  }

  private void clearProgress() {
    if (progressShown && below > 0) {
      goUp();
      out.print(TO_SCREEN_END);
      progressShown = false;
    } else if (progressShown) {
      out.print("\r" + " ".repeat(PROGRESS_WIDTH) + "\r");
      progressShown = false;
    }
  }

  private void json(String name, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", name);
    line.putAll(fields);
    out.println(Json.of(line));
  }
}
