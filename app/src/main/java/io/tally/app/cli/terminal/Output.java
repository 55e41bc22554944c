// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// How is what happens told on standard output and standard error?
///
/// On a terminal the progress is one line that is written over; in a pipe it is a line each time;
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

  private final Form form;
  private final PrintStream out;
  private final PrintStream err;
  private boolean progressShown;

  Output(Form form, PrintStream out, PrintStream err) {
    this.form = form;
    this.out = out;
    this.err = err;
  }

  /// The form that fits where standard output goes.
  public static Output of(boolean json) {
    Form form = json ? Form.JSON : Terminal.isThere() ? Form.TERMINAL : Form.LINES;
    return new Output(form, System.out, System.err);
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

  /// How it goes, until the next time.
  public synchronized void progress(String name, String line, Map<String, Object> fields) {
    switch (form) {
      case JSON -> json(name, fields);
      case LINES -> out.println(line);
      case TERMINAL -> {
        out.printf("\r%-" + PROGRESS_WIDTH + "s", line);
        progressShown = true;
      }
    }
    out.flush();
  }

  /// More about how it goes, where there is room for it: in a pipe.
  public synchronized void detail(String line) {
    if (form == Form.LINES) {
      out.println(line);
      out.flush();
    }
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
    }
  }

  private void clearProgress() {
    if (progressShown) {
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
