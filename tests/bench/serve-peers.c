/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "serve-peers.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define NCHAN_MODULE "/usr/lib/nginx/modules/ngx_nchan_module.so"
/* With the `id` line that nchan adds, an event is some bytes longer than the others'. */
#define NCHAN_DATA 176

struct _ServePeer
{
  ServePeerKind kind;
  GSubprocess *process;
  int pid; /* of what serves */
  guint16 port;
  char *folder; /* (nullable): NCHAN */
  int publisher;
};

static const char nginx_config[] =
    "daemon off;\n"
    "%s"
    "pid %s/nginx.pid;\n"
    "error_log %s/error.log warn;\n"
    "worker_processes 1;\n"
    "worker_rlimit_nofile 20000;\n"
    "load_module " NCHAN_MODULE ";\n"
    "events { worker_connections 12000; }\n"
    "http {\n"
    "  client_body_temp_path %s/t1; proxy_temp_path %s/t2; fastcgi_temp_path %s/t3; uwsgi_temp_path %s/t4; scgi_temp_path %s/t5;\n"
    "  access_log off;\n"
    "  tcp_nodelay on;\n"
    "  keepalive_requests 100000;\n"
    "  nchan_shared_memory_size 256M;\n"
    "  server {\n"
    "    listen 127.0.0.1:%u backlog=4096;\n"
    "    location /pub { nchan_publisher; nchan_channel_id bench; nchan_message_buffer_length 1; }\n"
    "    location / { nchan_subscriber eventsource; nchan_channel_id bench; nchan_subscriber_first_message newest; }\n"
    "  }\n"
    "}\n";

static int
connect_to (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

static guint16
find_free_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (bind (fd, (struct sockaddr *) &address, size) < 0 || getsockname (fd, (struct sockaddr *) &address, &size) < 0)
    exit (1);
  close (fd);
  return ntohs (address.sin_port);
}

static void
end_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* A server that goes when the bench fails. */
static GSubprocess *
spawn (const char *const *words, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  return g_subprocess_launcher_spawnv (launcher, words, NULL);
}

static gboolean
start_node (ServePeer *self, const char *program)
{
  const char *const words[] = { program, BENCH_FOLDER "/fan-out.mjs", NULL };
  char line[16] = "";

  self->process = spawn (words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  if (self->process == NULL || g_input_stream_read (g_subprocess_get_stdout_pipe (self->process), line, sizeof line - 1, NULL, NULL) <= 0)
    return FALSE;

  self->port = (guint16) atoi (line);
  self->pid = atoi (g_subprocess_get_identifier (self->process));
  return TRUE;
}

/* The worker: the master's only child. */
static int
find_child (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? atoi (text) : 0;
}

static gboolean
start_nchan (ServePeer *self, const char *program)
{
  g_autofree char *config = NULL;
  g_autofree char *text = NULL;
  const char *words[] = { program, "-p", NULL, "-c", NULL, NULL };

  self->folder = g_dir_make_tmp ("weir-nchan-XXXXXX", NULL);
  if (self->folder == NULL)
    return FALSE;
  self->port = find_free_port ();
  config = g_build_filename (self->folder, "nginx.conf", NULL);
  text = g_strdup_printf (nginx_config, getuid () == 0 ? "user root;\n" : "", self->folder, self->folder, self->folder, self->folder,
                          self->folder, self->folder, self->folder, self->port);
  words[2] = self->folder;
  words[4] = config;
  if (!g_file_set_contents (config, text, -1, NULL))
    return FALSE;
  self->process = spawn (words, G_SUBPROCESS_FLAGS_NONE);
  if (self->process == NULL)
    return FALSE;

  for (guint i = 0; i < 100 && (self->publisher = connect_to (self->port)) < 0; i++)
    g_usleep (50000);
  self->pid = find_child (atoi (g_subprocess_get_identifier (self->process)));
  return self->publisher >= 0 && self->pid > 0;
}

static char *
find_nginx (void)
{
  if (!g_file_test (NCHAN_MODULE, G_FILE_TEST_EXISTS))
    return NULL;
  return g_file_test ("/usr/sbin/nginx", G_FILE_TEST_IS_EXECUTABLE) ? g_strdup ("/usr/sbin/nginx") : g_find_program_in_path ("nginx");
}

ServePeer *
serve_peer_start (ServePeerKind kind)
{
  ServePeer *self = g_new0 (ServePeer, 1);
  g_autofree char *program = kind == SERVE_NODE ? g_find_program_in_path ("node") : find_nginx ();

  fflush (stdout);
  self->kind = kind;
  self->publisher = -1;
  if (program != NULL && (kind == SERVE_NODE ? start_node (self, program) : start_nchan (self, program)))
    return self;

  printf ("%s is left out: %s\n", kind == SERVE_NODE ? "Node" : "nchan", program != NULL ? "it does not start" : "it is not installed");
  serve_peer_stop (self);
  return NULL;
}

guint16
serve_peer_get_port (const ServePeer *self)
{
  return self->port;
}

const char *
serve_peer_get_request (const ServePeer *self, gboolean ticks)
{
  return ticks ? "GET /ticks HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
               : "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n";
}

ServeUsage
serve_peer_get_usage (const ServePeer *self)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", self->pid);
  g_autofree char *statm = g_strdup_printf ("/proc/%d/statm", self->pid);
  g_autofree char *text = NULL;
  GDir *dir = g_dir_open (tasks, 0, NULL);
  ServeUsage usage = { 0, 0 };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, name, "schedstat", NULL);
      g_autofree char *times = NULL;

      if (g_file_get_contents (path, &times, NULL, NULL))
        usage.cpu_us += (gint64) (g_ascii_strtoull (times, NULL, 10) / 1000);
    }
  if (dir != NULL)
    g_dir_close (dir);
  if (g_file_get_contents (statm, &text, NULL, NULL))
    usage.rss_kb = g_ascii_strtoll (strchr (text, ' '), NULL, 10) * (sysconf (_SC_PAGESIZE) / 1024);

  return usage;
}

void
serve_peer_push (ServePeer *self)
{
  g_autofree char *data = g_strnfill (NCHAN_DATA, '0');
  g_autofree char *request = NULL;
  char answer[4096];

  if (self->kind == SERVE_NODE)
    {
      if (!g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), "p", 1, NULL, NULL, NULL))
        exit (1);
      return;
    }

  /* The answer to the one before. */
  while (recv (self->publisher, answer, sizeof answer, MSG_DONTWAIT) > 0)
    ;
  request = g_strdup_printf ("POST /pub HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n%s", NCHAN_DATA, data);
  if (send (self->publisher, request, strlen (request), MSG_NOSIGNAL) < 0)
    exit (1);
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (unlink (file) < 0)
        (void) rmdir (file); /* its folders are empty by then */
    }
  if (dir != NULL)
    g_dir_close (dir);
  (void) rmdir (path);
}

void
serve_peer_stop (ServePeer *self)
{
  if (self->publisher >= 0)
    close (self->publisher);
  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, NULL);
      g_object_unref (self->process);
    }
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}
