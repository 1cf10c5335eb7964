#include "bot/admin/metrics.hpp"

#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace waymark {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

class page {
  public:
    struct labelled {
        std::string value;  ///< of the one label
        double number = 0;
    };

    void counter(const std::string& name, const std::string& help, double number) {
        add(name, help, MetricType::Counter).metric.push_back(with_number(MetricType::Counter, number));
    }
    void gauge(const std::string& name, const std::string& help, double number) {
        add(name, help, MetricType::Gauge).metric.push_back(with_number(MetricType::Gauge, number));
    }
    void counters(const std::string& name, const std::string& help, const std::string& label,
                  const std::vector<labelled>& all) {
        labelled_family(name, help, MetricType::Counter, label, all);
    }
    void gauges(const std::string& name, const std::string& help, const std::string& label,
                const std::vector<labelled>& all) {
        labelled_family(name, help, MetricType::Gauge, label, all);
    }
    void commits(const commit_times& times) {
        auto& family = add("waymark_commit_seconds", "Time of a group of jobs in the database, up to its commit",
                           MetricType::Histogram);
        ClientMetric one;
        std::uint64_t so_far = 0;
        for (std::size_t i = 0; i < times.within.size(); ++i) {
            so_far += times.within.at(i);
            ClientMetric::Bucket bucket;
            bucket.cumulative_count = so_far;
            bucket.upper_bound = i < commit_times::limits.size()
                                     ? std::chrono::duration<double>(commit_times::limits.at(i)).count()
                                     : std::numeric_limits<double>::infinity();
            one.histogram.bucket.push_back(bucket);
        }
        one.histogram.sample_count = so_far;
        one.histogram.sample_sum = std::chrono::duration<double>(times.all_together).count();
        family.metric.push_back(std::move(one));
    }
    [[nodiscard]] std::string text() const { return prometheus::TextSerializer().Serialize(families_); }

  private:
    MetricFamily& add(const std::string& name, const std::string& help, MetricType type) {
        MetricFamily family;
        family.name = name;
        family.help = help;
        family.type = type;
        return families_.emplace_back(std::move(family));
    }
    static ClientMetric with_number(MetricType type, double number) {
        ClientMetric one;
        (type == MetricType::Counter ? one.counter.value : one.gauge.value) = number;
        return one;
    }
    void labelled_family(const std::string& name, const std::string& help, MetricType type, const std::string& label,
                         const std::vector<labelled>& all) {
        auto& family = add(name, help, type);
        for (const auto& [value, number] : all) {
            auto one = with_number(type, number);
            one.label.push_back({label, value});
            family.metric.push_back(std::move(one));
        }
    }

    std::vector<MetricFamily> families_;
};

double number(std::uint64_t count) {
    return static_cast<double>(count);
}

void requests(page& out, const inbox_counts& of) {
    std::vector<page::labelled> kinds, statuses;
    for (const auto& [kind, count] : of.by_kind) kinds.push_back({kind, number(count)});
    for (const auto& [status, count] : of.by_status) statuses.push_back({std::to_string(status), number(count)});
    out.counters("waymark_requests_total", "What requests of platforms turned out to be", "kind", kinds);
    out.counters("waymark_responses_total", "How requests were answered", "status", statuses);
    out.counters("waymark_events_total", "What became of events", "result",
                 {{"stored", number(of.stored)},
                  {"repeated", number(of.repeated)},
                  {"refused_full", number(of.refused_full)},
                  {"refused_storage", number(of.refused_storage)}});
}

void work(page& out, const turn_counts& turns, const outbox_counts& sends) {
    out.counter("waymark_turns_total", "Turns taken, for events and for timers", number(turns.taken));
    out.counter("waymark_timer_turns_total", "Turns taken because a timer was due", number(turns.timers));
    out.counter("waymark_turns_failed_total", "Turns that failed", number(turns.failed));
    out.counter("waymark_events_from_strangers_total", "Events of people who are in no programme, without an answer",
                number(turns.strangers));
    out.counter("waymark_events_set_aside_total", "Events that failed again and again", number(turns.quarantined));
    out.counters("waymark_sends_total", "How attempts to send a message ended", "result",
                 {{"sent", number(sends.sent)},
                  {"retried", number(sends.retried)},
                  {"unknown", number(sends.unknown)},
                  {"dead", number(sends.dead)}});
}

void rows(page& out, const store_health& of) {
    const auto count = [](std::int64_t rows) { return static_cast<double>(rows); };
    out.gauges("waymark_rows", "Rows in the database that wait or were given up", "kind",
               {{"events", count(of.inbox)},
                {"messages", count(of.outbox)},
                {"messages_of_unknown_arrival", count(of.unknown)},
                {"timers", count(of.timers)},
                {"dead", count(of.dead)}});
    out.gauge("waymark_schema", "Schema of the database", of.schema);
}

}  // namespace

process_figures figures_of_process() {
    process_figures out;
    std::ifstream statm("/proc/self/statm");
    std::uint64_t whole = 0, resident_pages = 0;
    if (statm >> whole >> resident_pages)
        out.resident_bytes = resident_pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& of) {
        return static_cast<double>(of.tv_sec) + static_cast<double>(of.tv_usec) / 1e6;
    };
    out.cpu_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
    return out;
}

std::string metrics_text(const measurements& now) {
    page out;
    out.gauges("waymark_build_info", "1, with the version of the program", "version", {{WAYMARK_VERSION, 1}});
    out.gauge("waymark_ready", "1 when /readyz answers 200", now.ready ? 1 : 0);
    requests(out, now.inbox);
    work(out, now.turns, now.outbox);
    if (now.rows) rows(out, *now.rows);
    out.gauge("waymark_jobs_waiting", "Jobs that wait for the database", number(now.jobs_waiting));
    out.commits(now.commits);
    out.gauges("waymark_connections", "Open connections", "listener",
               {{"webhooks", number(now.connections)}, {"admin", number(now.admin_connections)}});
    out.gauge("waymark_accounts_closed", "Accounts whose token was refused", number(now.closed_accounts));
    if (now.free_disk_mib)
        out.gauge("waymark_disk_free_bytes", "Free space where the database is",
                  number(*now.free_disk_mib * 1024 * 1024));
    out.gauge("process_resident_memory_bytes", "Memory in use", number(now.process.resident_bytes));
    out.counter("process_cpu_seconds_total", "Processor time used", now.process.cpu_seconds);
    out.gauge("process_start_time_seconds", "When the process started", static_cast<double>(to_us(now.started)) / 1e6);
    return out.text();
}

}  // namespace waymark
