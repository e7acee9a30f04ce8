//! The address of this machine in its local network.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Returns the address by which others in the local network reach this machine; nothing without one.
///
/// Nothing is sent: a socket that would send to an address outside (RFC 5737, for documents) is
/// asked where from.
#[must_use]
pub fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))).ok()?;
    socket.connect(SocketAddr::from((Ipv4Addr::new(192, 0, 2, 1), 9))).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}
