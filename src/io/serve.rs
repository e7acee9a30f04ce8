//! A preview server: answers from what it is handed, for one person on this machine.
//!
//! It knows bytes, paths and hosts, and no disk: no request can reach a file. It binds to this
//! machine alone; to the local network only when asked to, and there every address begins with the
//! token of the run. Heads are cut by size and time, bodies are never read, and the number of
//! connections is bounded, so that nobody can hold the door shut for long.

mod answer;
mod connection;
mod door;
mod lan;
mod path;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::sync::{Semaphore, oneshot, watch};

use super::watch::Stop;
use crate::files::FilePath;

pub use answer::Answer;
pub use door::TOOLS;
pub use lan::own_address;

use door::Door;

/// How many connections there are at most; macOS gives a program 256 files.
const MOST_CONNECTIONS: usize = 232;

/// How many pages wait for news at most.
const MOST_STREAMS: usize = 48;

/// How many answers are made at the same time at most.
const MOST_WORKERS: usize = 4;

/// What a preview answers with.
pub trait Source: Send + Sync + 'static {
    /// Answers for a file of the site; `path` is below its top.
    fn file(&self, path: &FilePath) -> Answer;

    /// Answers for a path that cannot be a file of any site.
    fn nothing(&self) -> Answer;

    /// Answers for one of the preview's own tools, which only who knows the token may ask; `query` is
    /// decoded.
    fn tool(&self, name: &str, query: &[(String, String)]) -> Answer;

    /// Tells, on one line, what a page is now: sent to its reader at once and after each change.
    fn news(&self, path: &FilePath) -> String;
}

/// What all connections share.
struct Shared {
    source: Arc<dyn Source>,
    token: String,
    changes: watch::Sender<u64>,
    connections: Arc<Semaphore>,
    streams: Arc<Semaphore>,
}

/// A socket that is bound and answers nobody yet.
#[derive(Debug)]
pub struct Bound {
    listeners: Vec<(TcpListener, Door)>,
    /// The port.
    pub port: u16,
    /// Whether another port than the wished one was taken, because somebody has that.
    pub moved: bool,
    /// The address in the local network, where it was asked for and there is one.
    pub lan: Option<SocketAddr>,
    token: String,
}

/// Binds to this machine at `port` (0: any), or at any free one when that is taken; with `lan` also to
/// that address of this machine.
///
/// # Errors
/// When the system gives no socket or no random numbers.
pub fn bind(port: u16, lan: Option<IpAddr>) -> io::Result<Bound> {
    let home = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let (first, moved) = match home(port) {
        Ok(listener) => (listener, false),
        Err(_) => (home(0)?, true),
    };
    let port = first.local_addr()?.port();
    let mut listeners = vec![(first, Door::of_this_machine(port))];
    // Browsers may try the longer address first; without it they come to the other.
    if let Ok(listener) = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
        listeners.push((listener, Door::of_this_machine(port)));
    }
    let mut outside = None;
    if let Some(listener) =
        lan.and_then(|lan| TcpListener::bind(SocketAddr::from((lan, port))).ok())
    {
        let address = listener.local_addr()?;
        listeners.push((listener, Door::of_network(address)));
        outside = Some(address);
    }
    Ok(Bound { listeners, port, moved, lan: outside, token: token()? })
}

/// Makes a token of 128 random bits of the system's.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

impl Bound {
    /// Returns the token of this run.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Returns the address for this machine's own browser.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// Returns the address for phones in the local network, with the token.
    #[must_use]
    pub fn lan_address(&self) -> Option<String> {
        self.lan.map(|lan| format!("http://{lan}/{}/", self.token))
    }

    /// Starts to answer, on a thread of its own, until the server is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn serve(self, source: Arc<dyn Source>) -> io::Result<Server> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(MOST_WORKERS)
            .thread_name("preview-answer")
            .build()?;
        let (close, closed) = oneshot::channel();
        let shared = Arc::new(Shared {
            source,
            token: self.token,
            changes: watch::Sender::new(0),
            connections: Arc::new(Semaphore::new(MOST_CONNECTIONS)),
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
        });
        for (listener, door) in self.listeners {
            listener.set_nonblocking(true)?;
            let _inside = runtime.enter();
            let listener = tokio::net::TcpListener::from_std(listener)?;
            runtime.spawn(connection::accept(listener, Arc::new(door), shared.clone()));
        }
        let handle = runtime.handle().clone();
        let thread = thread::Builder::new().name("preview".to_owned()).spawn(move || {
            // Also when the server was forgotten: its end of the channel is gone then.
            let _ = runtime.block_on(closed);
            runtime.shutdown_background();
        })?;
        Ok(Server { shared, handle, close: Some(close), thread: Some(thread) })
    }
}

/// A server that answers, until it is dropped.
pub struct Server {
    shared: Arc<Shared>,
    handle: Handle,
    close: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Tells all readers what their pages are now.
    pub fn ring(&self) {
        self.shared.changes.send_modify(|count| *count += 1);
    }

    /// Calls `stop` when a person presses Ctrl+C, instead of ending the program at once.
    pub fn on_interrupt(&self, stop: impl Fn(Stop) + Send + 'static) {
        self.handle.spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop(Stop::Person);
            }
        });
    }

    /// Calls `stop` after `lifetime`.
    pub fn after(&self, lifetime: Duration, stop: impl Fn(Stop) + Send + 'static) {
        self.handle.spawn(async move {
            tokio::time::sleep(lifetime).await;
            stop(Stop::TimeOver);
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(close) = self.close.take() {
            // A thread that is gone already needs no telling.
            let _ = close.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
