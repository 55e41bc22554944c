// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import io.tally.app.settings.Directories;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Which file does the log go to, and how large may it grow?
///
/// Found by Logback as a service, in place of an XML file, which would take a parser and a tenth of
/// a second. Nothing goes to standard output; where there is no place for a file, warnings go to
/// standard error instead.
public final class LogFile extends ContextAwareBase implements Configurator {
  private static final String LINE =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0}: %msg%n";
  private static final long LARGEST_BYTES = 1_000_000;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context.getLogger("io.tally").setLevel(Level.INFO);
    // Else Logback would print its own troubles on standard output.
    context.getStatusManager().add(new NopStatusListener());
    Path folder = Directories.ofUser().state();
    RollingFileAppender<ILoggingEvent> file = file(context, folder);
    if (file.isStarted()) {
      root.addAppender(file);
    } else {
      context.getLogger("io.tally").setLevel(Level.WARN);
      root.addAppender(standardError(context));
      context
          .getLogger(LogFile.class)
          .warn("The log cannot be written to {}; it is shown here instead.", folder);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(folder.resolve("tally.log").toString());
    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(appender);
    older.setFileNamePattern(folder.resolve("tally.%i.log").toString());
    older.setMinIndex(1);
    older.setMaxIndex(2);
    older.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
    full.setContext(context);
    full.setMaxFileSize(new FileSize(LARGEST_BYTES));
    full.start();
    appender.setRollingPolicy(older);
    appender.setTriggeringPolicy(full);
    begin(appender, context);
    return appender;
  }

  /// Writes the log to standard error, too, and more of it.
  public static void showOnStandardError() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(context));
      context.getLogger("io.tally").setLevel(Level.DEBUG);
    }
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    begin(appender, context);
    return appender;
  }

  private static void begin(OutputStreamAppender<ILoggingEvent> appender, LoggerContext context) {
    PatternLayoutEncoder line = new PatternLayoutEncoder();
    line.setContext(context);
    line.setPattern(LINE);
    line.start();
    appender.setEncoder(line);
    appender.start();
  }
}
