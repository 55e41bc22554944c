# SPDX-License-Identifier: GPL-3.0-or-later
# Records the datagrams between two libsrt programs: per datagram 4 bytes length, 1 byte direction (0 from the caller), then its bytes.
import socket,select,struct,sys,subprocess,time,os
lp=41999; pp=42000
L=subprocess.Popen(["srt-live-transmit","-a:no","-chunk:100","-q",f"srt://:{lp}?mode=listener&latency=150&payloadsize=100&passphrase=correct-horse","file://con"],stdout=subprocess.PIPE)
time.sleep(0.5)
s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(("127.0.0.1",pp))
C=subprocess.Popen(["srt-live-transmit","-a:no","-chunk:100","-q","file://con",f"srt://127.0.0.1:{pp}?streamid=abcde&latency=300&payloadsize=100&passphrase=correct-horse&pbkeylen=16&kmrefreshrate=40&kmpreannounce=10"],stdin=subprocess.PIPE)
out=open(sys.argv[1],"wb"); caller=None; end=time.time()+9; n=0; drop=0; sent=0; nexts=None
while time.time()<end:
    r,_,_=select.select([s],[],[],0.005)
    if r:
        d,a=s.recvfrom(2000)
        if a[1]==lp: dest=caller; dr=1
        else: caller=a; dest=("127.0.0.1",lp); dr=0
        if dr==0 and d[0]<128:
            n+=1
            if n in (10,11,12,40): continue   # lost on the line, so that the recording has NAKs
        out.write(struct.pack(">IB",len(d),dr)+d)
        s.sendto(d,dest)
    if caller and nexts is None: nexts=time.time()+1.0
    if nexts and time.time()>nexts and sent<120:
        C.stdin.write(bytes([sent])*100); C.stdin.flush(); sent+=1; nexts=time.time()+0.01
    if sent==120 and time.time()>nexts+1.2:
        C.stdin.close(); sent=121
out.close(); L.terminate(); C.terminate()
data=L.stdout.read(); print(len(data), os.path.getsize(sys.argv[1]))
